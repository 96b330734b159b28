// SPDX-License-Identifier: Apache-2.0
// Files the command line names: secrets, the CA bundle, CRLs.
#ifndef SPAREKEY_CLI_INPUT_FILE_HPP
#define SPAREKEY_CLI_INPUT_FILE_HPP

#include "cli/buffer.hpp"
#include "cli/trouble.hpp"

namespace sparekey::cli {

/// Reads all of `path` ("-": standard input) into `out`, past stdio, and drops one trailing LF or
/// CRLF. `out` has two bytes more than the secret may be long, for that line end. `too_large` is
/// the code for a file that does not fit. `cancelled` where a signal came meanwhile.
Trouble read_secret(Text subject, const char* path, Code too_large, Buffer* out);

/// Maps `path` until the process ends: a bundle needs no heap. What is written there stays in this
/// process.
Trouble map_file(Text subject, const char* path, Buffer* out);

}  // namespace sparekey::cli

#endif
