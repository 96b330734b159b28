// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_TEXT_HPP
#define SPAREKEY_BASE_TEXT_HPP

#include "sparekey/types.hpp"

namespace sparekey {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// 0 to 15, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const int lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A letter, digit or underscore of ASCII: all but hyphens and dots of what names of hosts hold.
bool is_name_char(char c);

// Equal but for the case of ASCII letters.
bool equal_ignoring_case(Text a, Text b);

// Where the first `c` stands; text.size() if none does.
size_t find(Text text, char c);
bool contains(Text text, char c);
bool starts_with(Text text, Text start);

// Visible ASCII and spaces, but no quote and no backslash: what needs no second look in JSON, HTTP
// and UTF-8. Most of all text is.
constexpr bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

// Where the next character stands, from `at` on, that is not plain; text.size() if none does.
size_t skip_plain(Text text, size_t at);

// RFC 3629: no overlong form, no surrogate, nothing beyond U+10FFFF.
bool is_utf8(Text text);

// Bytes of the first character of a text that is not empty; 0 if it is not UTF-8.
size_t utf8_size(Text text);

// A byte of UTF-8 that is not the first of its character.
constexpr bool is_continuation(char c) { return (static_cast<uint8_t>(c) & 0xC0) == 0x80; }

// Bytes of the control character (C0, DEL, C1) at `at` in UTF-8; 0 if another character is there.
size_t control_size(Text text, size_t at);
bool has_controls(Text text);

// No control character and no byte order mark: a person can type it again.
bool can_be_typed(Text text);

// Printable ASCII and spaces only: what may become a header field's value (RFC 9110 section 5.5,
// without its obsolete octets) and cannot end one.
bool is_field_value(Text text);

// Decimal digits alone, no sign. False if there are none or the value exceeds `max`.
bool parse_decimal(Text text, uint64_t max, uint64_t* out);

constexpr size_t kMaxDecimalDigits = 20;
// Of uint64_t or size_t: a machine of 32 bits divides 64 at the price of a function of its own.
template <typename Number>
Text to_decimal(Number number, char (&out)[kMaxDecimalDigits]) {
  static_assert(static_cast<Number>(-1) > 0 && sizeof number <= sizeof(uint64_t),
                "no sign, and 20 digits");
  size_t first = kMaxDecimalDigits;
  do {
    out[--first] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return {out + first, kMaxDecimalDigits - first};
}

}  // namespace sparekey

#endif
