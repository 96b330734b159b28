// SPDX-License-Identifier: Apache-2.0
#include "base/typed_text.hpp"

#include "base/character.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

using Kind = TypedCharacter::Kind;

// Unicode's space separators and dashes, as far as people meet them.
constexpr Range kBlanks[] = {
    {0x0009, 0x0009}, {0x0020, 0x0020}, {0x00A0, 0x00A0}, {0x2000, 0x200A},
    {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};
constexpr Range kHyphens[] = {
    {0x002D, 0x002D}, {0x2010, 0x2015}, {0x2212, 0x2212},
    {0xFE58, 0xFE58}, {0xFE63, 0xFE63}, {0xFF0D, 0xFF0D},
};

Kind kind_of(uint32_t point) {
  if (is_in(kBlanks, point)) return Kind::blank;
  if (is_in(kHyphens, point)) return Kind::hyphen;
  return is_unseen(point) ? Kind::invisible : Kind::visible;
}

}  // namespace

TypedCharacter typed_character(Text text, size_t at) {
  const auto [size, point] = character_at(text, at);
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
