// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

namespace sparekey {

bool is_name_char(char c) {
  const int lower = c | 0x20;
  return (lower >= 'a' && lower <= 'z') || is_digit(c) || c == '_';
}

bool equal_ignoring_case(Text a, Text b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  return true;
}

bool starts_with(Text text, Text start) {
  return text.size() >= start.size() && memcmp(text.data(), start.data(), start.size()) == 0;
}

bool contains(Text text, char c) {
  return !text.empty() && memchr(text.data(), c, text.size()) != nullptr;
}

size_t find(Text text, char c) {
  const void* const at = text.empty() ? nullptr : memchr(text.data(), c, text.size());
  if (at == nullptr) return text.size();
  return static_cast<size_t>(static_cast<const char*>(at) - text.data());
}

// A word at a time, whatever its size and byte order. Each term has the top bit of a byte set if
// the byte is not plain; a carry or borrow can only reach further bytes if there is one already.
size_t skip_plain(Text text, size_t at) {
  constexpr size_t kEach = SIZE_MAX / 0xFF;
  size_t word;
  for (; text.size() - at >= sizeof word; at += sizeof word) {
    memcpy(&word, text.data() + at, sizeof word);
    const size_t odd = word | (word + kEach) | (word - kEach * ' ') |
                       ((word ^ kEach * '"') - kEach) | ((word ^ kEach * '\\') - kEach);
    if ((odd & kEach * 0x80) != 0) break;
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

size_t utf8_size(Text text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < size) return 0;
  // Only the first continuation byte has a narrower range: it rules out overlong forms, surrogates
  // and what lies beyond U+10FFFF.
  const auto next = static_cast<uint8_t>(text[1]);
  if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
      (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F))
    return 0;
  for (size_t i = 1; i < size; ++i)
    if (!is_continuation(text[i])) return 0;
  return size;
}

bool is_utf8(Text text) {
  for (size_t i = 0; (i = skip_plain(text, i)) < text.size();) {
    const size_t size = utf8_size(text.substr(i));
    if (size == 0) return false;
    i += size;
  }
  return true;
}

size_t control_size(Text text, size_t at) {
  const auto first = static_cast<uint8_t>(text[at]);
  if (first < ' ' || first == 0x7F) return 1;
  // U+0080 to U+009F
  const bool c1 =
      first == 0xC2 && at + 1 < text.size() && (static_cast<uint8_t>(text[at + 1]) & 0xE0) == 0x80;
  return c1 ? 2 : 0;
}

bool has_controls(Text text) {
  for (size_t i = 0; (i = skip_plain(text, i)) < text.size(); ++i)
    if (control_size(text, i) != 0) return true;
  return false;
}

bool can_be_typed(Text text) {
  constexpr Text kByteOrderMark = "\xEF\xBB\xBF";
  for (size_t i = 0; (i = skip_plain(text, i)) < text.size(); ++i)
    if (control_size(text, i) != 0 || starts_with(text.substr(i), kByteOrderMark)) return false;
  return true;
}

bool is_field_value(Text text) {
  for (size_t i = 0; (i = skip_plain(text, i)) < text.size(); ++i)
    if (text[i] != '"' && text[i] != '\\') return false;
  return text.empty() || (text[0] != ' ' && text[text.size() - 1] != ' ');
}

bool parse_decimal(Text text, uint64_t max, uint64_t* out) {
  uint64_t value = 0;
  for (char c : text) {
    if (!is_digit(c)) return false;
    // By halves: what 64 bits do not hold is seen in the upper one.
    const uint64_t low =
        uint64_t{static_cast<uint32_t>(value)} * 10 + static_cast<uint32_t>(c - '0');
    const uint64_t high = (value >> 32) * 10 + (low >> 32);
    value = high << 32 | static_cast<uint32_t>(low);
    if (high > UINT32_MAX || value > max) return false;
  }
  if (text.empty()) return false;
  *out = value;
  return true;
}

}  // namespace sparekey
