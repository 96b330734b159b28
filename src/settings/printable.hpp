// SPDX-License-Identifier: Apache-2.0
// Other people's text (the service's, the command line's), made safe for terminals and for JSON.
#ifndef SPAREKEY_SETTINGS_PRINTABLE_HPP
#define SPAREKEY_SETTINGS_PRINTABLE_HPP

#include "settings/output.hpp"

namespace sparekey {

/// Writes text for a person. What could steer a terminal, turn the reading direction or hide itself
/// (controls, separators of lines, tags, invisible marks), and what is not UTF-8, is written as
/// \xNN, byte by byte; all that is not ASCII, if `out` is read by somebody without UTF-8.
void put_printable(Text text, Output& out);

/// The same, but lines stay lines.
void put_printable_lines(Text text, Output& out);

/// Writes text as a JSON string, DEL and C1 escaped as well, and U+FFFD for each byte that is not
/// UTF-8.
void put_json_string(Text text, Output& out);

/// The same without the quotes: a part of a string.
void put_json_characters(Text text, Output& out);

/// Writes text that is JSON already, with DEL and C1, which only its strings can hold, escaped.
void put_json_fragment(Text json, Output& out);

}  // namespace sparekey

#endif
