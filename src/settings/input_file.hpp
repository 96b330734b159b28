// SPDX-License-Identifier: Apache-2.0
// Files the command line names: secrets, the CA bundle, CRLs.
#ifndef SPAREKEY_SETTINGS_INPUT_FILE_HPP
#define SPAREKEY_SETTINGS_INPUT_FILE_HPP

#include "settings/buffer.hpp"
#include "settings/trouble.hpp"

namespace sparekey {

bool stdin_is_terminal();

/// Reads all of `path` ("-": standard input) into `out`, past stdio, and drops one trailing LF or
/// CR LF. `out` has two bytes more than the secret may be long, for that line end. `too_large` is
/// the code for a file that does not fit; what nobody could type again is a `bad_argument`;
/// `cancelled` if a signal came meanwhile.
Trouble read_secret(Text subject, const char* path, Code too_large, Buffer* out);

/// Reads all of `path` into pages of its own, which stay until the process ends: whatever happens
/// to the file afterwards, and without a heap.
Trouble read_whole(Text subject, const char* path, Buffer* out);

}  // namespace sparekey

#endif
