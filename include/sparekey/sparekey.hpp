// SPDX-License-Identifier: Apache-2.0
/// \file
/// Everything.
#ifndef SPAREKEY_SPAREKEY_HPP
#define SPAREKEY_SPAREKEY_HPP

#include "sparekey/backoff.hpp"
#include "sparekey/calls.hpp"
#include "sparekey/client.hpp"
#include "sparekey/error.hpp"
#include "sparekey/options.hpp"
#include "sparekey/pool.hpp"
#include "sparekey/port.hpp"
#include "sparekey/posix.hpp"
#include "sparekey/recovery.hpp"
#include "sparekey/typed_recipient.hpp"
#include "sparekey/types.hpp"

#endif
