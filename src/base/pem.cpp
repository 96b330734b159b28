// SPDX-License-Identifier: Apache-2.0
#include "base/pem.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

constexpr Text kBegin = "-----BEGIN ";
constexpr Text kEnd = "-----END ";
constexpr Text kDashes = "-----";
constexpr Text kByteOrderMark = "\xEF\xBB\xBF";

// The line at `*offset` without its end and trailing blanks; moves `*offset` behind it. CR LF is
// two line ends: an empty line more does no harm.
Text next_line(Text text, size_t* offset) {
  const Text rest = text.substr(*offset);
  size_t size = 0;
  while (size < rest.size() && rest[size] != '\n' && rest[size] != '\r') ++size;
  *offset += size < rest.size() ? size + 1 : size;
  while (size > 0 && (rest[size - 1] == ' ' || rest[size - 1] == '\t')) --size;
  return rest.substr(0, size);
}

// Where the line with the next hyphen begins: without one it is no boundary, nor looks like one.
size_t next_with_hyphen(Text text, size_t offset) {
  size_t at = offset + find(text.substr(offset), '-');
  while (at < text.size() && at > offset && text[at - 1] != '\n' && text[at - 1] != '\r') --at;
  return at;
}

// RFC 7468 section 3: printable, with single blanks or hyphens between words.
bool is_label(Text text) {
  bool in_word = false;
  for (char c : text) {
    if (c < ' ' || c > '~') return false;
    const bool is_word = c != ' ' && c != '-';
    if (!is_word && !in_word) return false;
    in_word = is_word;
  }
  return in_word;
}

// Whether `line` is a boundary that begins with `start`; then its label.
bool is_boundary(Text line, Text start, Text* out_label) {
  if (!starts_with(line, start)) return false;
  line = line.substr(start.size());
  if (line.size() < kDashes.size()) return false;
  const size_t size = line.size() - kDashes.size();
  *out_label = Text(line.data(), size);
  return starts_with(line.substr(size), kDashes) && is_label(*out_label);
}

bool looks_like_boundary(Text line) {
  static constexpr Text kLooks[] = {"--begin", "--end"};
  if (!contains(line, '-')) return false;
  for (size_t i = 0; i < line.size(); ++i)
    for (const Text looks : kLooks)
      if (line.size() - i >= looks.size() &&
          equal_ignoring_case(line.substr(i, looks.size()), looks))
        return true;
  return false;
}

// C0 but TAB, DEL, or C1 in UTF-8: it is DER behind PEM, say, or UTF-16.
bool has_controls_but_tab(Text line) {
  uint8_t before = 0;
  for (char character : line) {
    const auto c = static_cast<uint8_t>(character);
    if ((c < ' ' && c != '\t') || c == 0x7F) return true;
    if (before == 0xC2 && c >= 0x80 && c < 0xA0) return true;
    before = c;
  }
  return false;
}

}  // namespace

Pem next_pem(Text text, Text label, size_t* offset, Text* out_base64, OtherLabels others) {
  while (*offset < text.size()) {
    Text line = next_line(text, offset);
    while (starts_with(line, kByteOrderMark)) line = line.substr(kByteOrderMark.size());
    Text found;
    if (!is_boundary(line, kBegin, &found)) {
      if (looks_like_boundary(line) || has_controls_but_tab(line)) return Pem::malformed;
      continue;
    }
    const size_t body = *offset;
    size_t body_end = body;
    Text end_label;
    for (bool ended = false; !ended;) {
      *offset = next_with_hyphen(text, *offset);
      body_end = *offset;
      line = next_line(text, offset);
      ended = is_boundary(line, kEnd, &end_label);
      if (!ended && (looks_like_boundary(line) || *offset == text.size())) return Pem::malformed;
    }
    if (!equal(end_label, found)) return Pem::malformed;
    if (equal(found, label)) {
      *out_base64 = text.substr(body, body_end - body);
      return Pem::found;
    }
    if (others == OtherLabels::malformed) return Pem::malformed;
  }
  return Pem::none;
}

}  // namespace sparekey
