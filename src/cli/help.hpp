// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_HELP_HPP
#define SPAREKEY_CLI_HELP_HPP

#include "words.hpp"

namespace sparekey::cli {

Text help(Tongue tongue);

}  // namespace sparekey::cli

#endif
