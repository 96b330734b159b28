// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_EXIT_STATUS_HPP
#define SPAREKEY_CLI_EXIT_STATUS_HPP

#include "sparekey/error.hpp"

namespace sparekey::cli {

constexpr int kGaveUpStatus = 1;
constexpr int kLocalStatus = 7;
constexpr int kLastExitStatus = kLocalStatus;

int exit_status(const Result& result);

/// The other way round, for all but kGaveUpStatus.
Kind kind_of_exit_status(int status);

}  // namespace sparekey::cli

#endif
