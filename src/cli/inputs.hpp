// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_INPUTS_HPP
#define SPAREKEY_CLI_INPUTS_HPP

#include "cli/session.hpp"
#include "settings/service_files.hpp"

namespace sparekey::cli {

/// What the files hold that the settings name.
struct Inputs {
  ServiceFiles service;
  Secrets secrets;
};

/// Reads them all, once: before the client is opened and anything is sent.
Trouble read_inputs(const Settings& settings, Inputs* out);

}  // namespace sparekey::cli

#endif
