// SPDX-License-Identifier: Apache-2.0
#include "printable.hpp"

namespace sparekey::cli {
namespace {

constexpr char kHex[] = "0123456789abcdef";

unsigned byte_at(Text text, size_t index) { return static_cast<unsigned char>(text[index]); }

// Bytes of the control character at `index`, 0 where there is none.
size_t control_size(Text text, size_t index) {
  const unsigned first = byte_at(text, index);
  if (first < 0x20 || first == 0x7f) return 1;
  const size_t rest = text.size() - index;
  if (first == 0xC2 && rest >= 2 && byte_at(text, index + 1) < 0xA0) return 2;  // U+0080 to U+009F
  if (first != 0xE2 || rest < 3) return 0;
  const unsigned second = byte_at(text, index + 1);
  const unsigned third = byte_at(text, index + 2);
  const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;  // U+202A to U+202E
  const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;    // U+2066 to U+2069
  return embedding || isolate ? 3 : 0;
}

void put_escaped_bytes(Text bytes, Output& out) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    out.put("\\x");
    out.put(kHex[byte_at(bytes, i) >> 4]);
    out.put(kHex[byte_at(bytes, i) & 15]);
  }
}

void put_for_person(Text text, bool keep_lines, Output& out) {
  for (size_t i = 0; i < text.size();) {
    const size_t control = control_size(text, i);
    if (control == 0 || (keep_lines && text[i] == '\n')) {
      out.put(text[i++]);
    } else {
      put_escaped_bytes(text.substr(i, control), out);
      i += control;
    }
  }
}

void put_unicode_escape(unsigned code_point, Output& out) {
  out.put("\\u00");
  out.put(kHex[code_point >> 4]);
  out.put(kHex[code_point & 15]);
}

// Writes DEL or a C1 character at `index` escaped and returns its bytes, else 0.
size_t put_json_control(Text text, size_t index, Output& out) {
  const unsigned first = byte_at(text, index);
  if (first == 0x7f) {
    put_unicode_escape(first, out);
    return 1;
  }
  if (first != 0xC2 || control_size(text, index) != 2) return 0;
  put_unicode_escape(byte_at(text, index + 1),
                     out);  // C2 80 to C2 9F: the second byte is its number
  return 2;
}

}  // namespace

void put_printable(Text text, Output& out) { put_for_person(text, false, out); }
void put_printable_lines(Text text, Output& out) { put_for_person(text, true, out); }

void put_json_string(Text text, Output& out) {
  out.put('"');
  for (size_t i = 0; i < text.size();) {
    if (const size_t written = put_json_control(text, i, out); written > 0) {
      i += written;
      continue;
    }
    const char c = text[i++];
    if (c == '"' || c == '\\') {
      out.put('\\');
      out.put(c);
    } else if (c == '\n') {
      out.put("\\n");
    } else if (static_cast<unsigned char>(c) < 0x20) {
      put_unicode_escape(static_cast<unsigned char>(c), out);
    } else {
      out.put(c);
    }
  }
  out.put('"');
}

void put_json_fragment(Text json, Output& out) {
  for (size_t i = 0; i < json.size();) {
    const size_t written = put_json_control(json, i, out);
    if (written == 0) out.put(json[i]);
    i += written == 0 ? 1 : written;
  }
}

}  // namespace sparekey::cli
