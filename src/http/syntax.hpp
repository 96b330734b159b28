// SPDX-License-Identifier: Apache-2.0
// Characters of RFC 9110 section 5.
#ifndef SPAREKEY_HTTP_SYNTAX_HPP
#define SPAREKEY_HTTP_SYNTAX_HPP

#include "base/text.hpp"

namespace sparekey::http {

// tchar: methods and field names consist of these. A bit for each character of ASCII.
constexpr uint32_t kTokenChars[] = {0, 0x03FF6CFA, 0xC7FFFFFE, 0x57FFFFFF};
constexpr bool is_token_char(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte < 0x80 && (kTokenChars[byte >> 5] >> (byte & 31) & 1) != 0;
}

inline bool is_token(Text text) {
  for (char c : text)
    if (!is_token_char(c)) return false;
  return !text.empty();
}

// Blanks of OWS and BWS.
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// HTAB, SP, VCHAR and obs-text: a field's value, a reason phrase, a chunk extension.
constexpr bool is_text_char(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte == '\t' || (byte >= ' ' && byte != 0x7F);
}

}  // namespace sparekey::http

#endif
