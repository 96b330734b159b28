// SPDX-License-Identifier: Apache-2.0
#include "settings/printable.hpp"

#include "base/character.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

unsigned byte_at(Text text, size_t index) { return static_cast<unsigned char>(text[index]); }

// A byte of 80 to 9F steers an 8-bit terminal, also inside a character of UTF-8.
bool is_safe(Text character, uint32_t point, bool utf8) {
  if (control_size(character, 0) != 0 || point == kNoCharacter) return false;
  return point < 0x80 || (utf8 && !is_unseen(point));
}

void put_escaped_bytes(Text bytes, Output& out) {
  constexpr char kHex[] = "0123456789abcdef";
  for (size_t i = 0; i < bytes.size(); ++i) {
    out.put("\\x");
    out.put(kHex[byte_at(bytes, i) >> 4]);
    out.put(kHex[byte_at(bytes, i) & 15]);
  }
}

void put_for_person(Text text, bool keep_lines, Output& out) {
  for (size_t i = 0; i < text.size();) {
    const Character at = character_at(text, i);
    const Text character = text.substr(i, at.size);
    if (is_safe(character, at.point, out.is_utf8()) || (keep_lines && text[i] == '\n')) {
      out.put(character);
    } else {
      put_escaped_bytes(character, out);
    }
    i += character.size();
  }
}

// DEL and C1 may stand in a JSON string as they are, but not on a terminal.
bool is_del_or_c1(Text text, size_t index) {
  return byte_at(text, index) >= 0x7F && control_size(text, index) != 0;
}

void put_json(Text text, bool is_json_already, Output& out) {
  char escape[kJsonEscapeBytes];
  size_t size = 0;
  for (size_t i = 0; i < text.size(); i += size) {
    size = utf8_size(text.substr(i));
    if (size == 0) {
      // The name of a file, say: JSON has no other way of telling it.
      size = 1;
      out.put("\\ufffd");
    } else if (is_del_or_c1(text, i) || (!is_json_already && needs_json_escape(text[i]))) {
      // C2 80 to C2 9F: the second byte is the character's number.
      out.put(json_escape(static_cast<uint8_t>(text[i + size - 1]), escape));
    } else {
      out.put(text.substr(i, size));
    }
  }
}

}  // namespace

void put_printable(Text text, Output& out) { put_for_person(text, false, out); }
void put_printable_lines(Text text, Output& out) { put_for_person(text, true, out); }

void put_json_characters(Text text, Output& out) { put_json(text, false, out); }
void put_json_fragment(Text json, Output& out) { put_json(json, true, out); }

void put_json_string(Text text, Output& out) {
  out.put('"');
  put_json_characters(text, out);
  out.put('"');
}

}  // namespace sparekey
