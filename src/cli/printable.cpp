// SPDX-License-Identifier: Apache-2.0
#include "cli/printable.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"

namespace sparekey::cli {
namespace {

unsigned byte_at(Text text, size_t index) { return static_cast<unsigned char>(text[index]); }

// Bytes of what could steer a terminal at `index`; 0 if nothing there could.
size_t steering_size(Text text, size_t index) {
  if (const size_t control = control_size(text, index); control != 0) return control;
  if (byte_at(text, index) != 0xE2 || text.size() - index < 3) return 0;
  const unsigned second = byte_at(text, index + 1);
  const unsigned third = byte_at(text, index + 2);
  const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;  // U+202A to U+202E
  const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;    // U+2066 to U+2069
  return embedding || isolate ? 3 : 0;
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
    const size_t steering = steering_size(text, i);
    if (steering == 0 || (keep_lines && text[i] == '\n')) {
      out.put(text[i++]);
    } else {
      put_escaped_bytes(text.substr(i, steering), out);
      i += steering;
    }
  }
}

// DEL and C1 may stand in a JSON string as they are, but not on a terminal.
bool is_del_or_c1(Text text, size_t index) {
  return byte_at(text, index) >= 0x7F && control_size(text, index) != 0;
}

void put_json(Text text, bool is_json_already, Output& out) {
  char escape[kJsonEscapeBytes];
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_del_or_c1(text, i)) {
      // C2 80 to C2 9F: the second byte is the character's number.
      i += control_size(text, i) - 1;
      out.put(json_escape(static_cast<uint8_t>(text[i]), escape));
    } else if (!is_json_already && needs_json_escape(text[i])) {
      out.put(json_escape(static_cast<uint8_t>(text[i]), escape));
    } else {
      out.put(text[i]);
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

}  // namespace sparekey::cli
