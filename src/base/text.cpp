// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

namespace sparekey {

bool equal_ignoring_case(Text a, Text b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  return true;
}

bool contains(Text text, char c) {
  return !text.empty() && memchr(text.data(), c, text.size()) != nullptr;
}

bool is_utf8(Text text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<uint8_t>(text[i++]);
    if (lead < 0x80) continue;
    if (lead < 0xC2 || lead > 0xF4) return false;
    const size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (text.size() - i < more) return false;
    // Only the first continuation byte has a narrower range: it rules out overlong forms,
    // surrogates and what lies beyond U+10FFFF.
    const auto next = static_cast<uint8_t>(text[i]);
    if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
        (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F))
      return false;
    for (const size_t end = i + more; i < end; ++i)
      if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80) return false;
  }
  return true;
}

bool has_controls(Text text) {
  for (char c : text)
    if (static_cast<uint8_t>(c) < ' ' || c == 0x7F) return true;
  return false;
}

bool is_field_value(Text text) {
  for (char c : text)
    if (c < ' ' || c > '~') return false;
  return text.empty() || (text[0] != ' ' && text[text.size() - 1] != ' ');
}

bool parse_decimal(Text text, uint64_t max, uint64_t* out) {
  // Constants: a 64-bit division is a library call on 32-bit processors.
  constexpr uint64_t kTenth = UINT64_MAX / 10;
  constexpr int kLastDigit = UINT64_MAX % 10;
  uint64_t value = 0;
  for (char c : text) {
    if (!is_digit(c) || value > kTenth || (value == kTenth && c - '0' > kLastDigit)) return false;
    value = value * 10 + static_cast<uint64_t>(c - '0');
    if (value > max) return false;
  }
  if (text.empty()) return false;
  *out = value;
  return true;
}

}  // namespace sparekey
