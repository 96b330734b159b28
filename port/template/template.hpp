// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_TEMPLATE_HPP
#define SPAREKEY_PORT_TEMPLATE_HPP

#include "sparekey/port.hpp"

namespace sparekey {

Port template_port();

}  // namespace sparekey

#endif
