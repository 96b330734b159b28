// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_JSON_TEXT_HPP
#define SPAREKEY_BASE_JSON_TEXT_HPP

#include "sparekey/types.hpp"

namespace sparekey {

// What RFC 8259 section 7 wants escaped in a string.
constexpr bool needs_json_escape(char c) {
  return c == '"' || c == '\\' || static_cast<uint8_t>(c) < ' ';
}

// Writes the escape of a character below U+0100 to `out`, and returns it.
constexpr size_t kJsonEscapeBytes = 6;
Text json_escape(uint8_t character, char (&out)[kJsonEscapeBytes]);

}  // namespace sparekey

#endif
