// SPDX-License-Identifier: Apache-2.0
#include "base/typed_text.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

using Kind = TypedCharacter::Kind;

struct Range {
  uint16_t first;
  uint16_t last;
  Kind kind;
};

// Unicode's space separators, dashes, and format characters, as far as people meet them.
constexpr Range kRanges[] = {
    {0x0009, 0x0009, Kind::blank},      // tab
    {0x0020, 0x0020, Kind::blank},      //
    {0x002D, 0x002D, Kind::hyphen},     //
    {0x00A0, 0x00A0, Kind::blank},      // no-break space
    {0x00AD, 0x00AD, Kind::invisible},  // soft hyphen
    {0x061C, 0x061C, Kind::invisible},  // Arabic letter mark
    {0x180E, 0x180E, Kind::invisible},  // Mongolian vowel separator
    {0x2000, 0x200A, Kind::blank},      // en quad to hair space
    {0x200B, 0x200F, Kind::invisible},  // zero width, left-to-right and right-to-left marks
    {0x2010, 0x2015, Kind::hyphen},     // hyphen to horizontal bar
    {0x202A, 0x202E, Kind::invisible},  // embeddings and overrides; iOS pastes numbers in them
    {0x202F, 0x202F, Kind::blank},      // narrow no-break space
    {0x205F, 0x205F, Kind::blank},      // mathematical space
    {0x2060, 0x2064, Kind::invisible},  // word joiner, invisible operators
    {0x2066, 0x206F, Kind::invisible},  // isolates, deprecated format characters
    {0x2212, 0x2212, Kind::hyphen},     // minus
    {0x3000, 0x3000, Kind::blank},      // ideographic space
    {0xFE00, 0xFE0F, Kind::invisible},  // variation selectors
    {0xFE58, 0xFE58, Kind::hyphen},     // small em dash
    {0xFE63, 0xFE63, Kind::hyphen},     // small hyphen
    {0xFEFF, 0xFEFF, Kind::invisible},  // byte order mark
    {0xFF0D, 0xFF0D, Kind::hyphen},     // full-width hyphen
};

Kind kind_of(uint32_t point) {
  for (const Range& range : kRanges)
    if (point >= range.first && point <= range.last) return range.kind;
  return Kind::visible;
}

// Of UTF-8 that is known to be whole.
uint32_t code_point(Text character) {
  const auto lead = static_cast<uint8_t>(character[0]);
  if (character.size() == 1) return lead;
  uint32_t point = lead & (0x7FU >> character.size());
  for (size_t i = 1; i < character.size(); ++i)
    point = point << 6 | (static_cast<uint8_t>(character[i]) & 0x3F);
  return point;
}

size_t size_by_lead(uint8_t lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

TypedCharacter typed_character(Text text, size_t at) {
  const size_t size = size_by_lead(static_cast<uint8_t>(text[at]));
  const Text character = text.substr(at, size);
  if (character.size() < size || !is_utf8(character)) return {1, Kind::visible, '\0'};
  const uint32_t point = code_point(character);
  constexpr uint32_t kFirstFullWidth = 0xFF01;  // of '!'; in ASCII's order up to '~'
  char ascii = '\0';
  if (point < 0x80) ascii = static_cast<char>(point);
  if (point >= kFirstFullWidth && point <= kFirstFullWidth + ('~' - '!'))
    ascii = static_cast<char>(point - kFirstFullWidth + '!');
  return {size, kind_of(point), ascii};
}

Text trimmed(Text text) {
  size_t begin = text.size();
  size_t end = 0;
  for (size_t at = 0; at < text.size();) {
    const TypedCharacter character = typed_character(text, at);
    const bool seen = character.kind != Kind::blank && character.kind != Kind::invisible;
    if (seen && begin == text.size()) begin = at;
    at += character.size;
    if (seen) end = at;
  }
  return end == 0 ? Text() : text.substr(begin, end - begin);
}

bool clean_passcode(Text typed, char* out, size_t* size) {
  *size = 0;
  for (size_t at = 0; at < typed.size();) {
    const TypedCharacter character = typed_character(typed, at);
    at += character.size;
    if (character.kind != Kind::visible) continue;
    if (!is_digit(character.ascii)) return false;
    out[(*size)++] = character.ascii;
  }
  return true;
}

}  // namespace sparekey
