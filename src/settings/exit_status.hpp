// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_EXIT_STATUS_HPP
#define SPAREKEY_SETTINGS_EXIT_STATUS_HPP

#include "sparekey/error.hpp"

namespace sparekey {

constexpr int kGaveUpStatus = 1;
constexpr int kUsageStatus = 2;
constexpr int kLocalStatus = 7;
constexpr int kLastExitStatus = kLocalStatus;

int exit_status(Code code);

/// The other way round, for all but kGaveUpStatus.
Kind kind_of_exit_status(int status);

}  // namespace sparekey

#endif
