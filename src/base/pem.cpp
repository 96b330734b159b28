// SPDX-License-Identifier: Apache-2.0
#include "base/pem.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

constexpr char kBegin[] = "-----BEGIN ";
constexpr char kEnd[] = "-----END ";
constexpr Text kDashes = "-----";

bool starts_with(Text text, Text start) {
  return text.size() >= start.size() && equal(text.substr(0, start.size()), start);
}

// The line at `*offset` without its end and without trailing white space; moves `*offset` behind
// it.
Text next_line(Text text, size_t* offset) {
  const Text rest = text.substr(*offset);
  size_t size = 0;
  while (size < rest.size() && rest[size] != '\n') ++size;
  *offset += size < rest.size() ? size + 1 : size;
  while (size > 0 && (rest[size - 1] == '\r' || rest[size - 1] == ' ' || rest[size - 1] == '\t'))
    --size;
  return rest.substr(0, size);
}

// The label of an encapsulation boundary that begins with `start`, empty where `line` is none.
Text label_of(Text line, Text start) {
  if (line.size() <= start.size() + kDashes.size() || !starts_with(line, start)) return {};
  const size_t label_size = line.size() - start.size() - kDashes.size();
  if (!equal(line.substr(start.size() + label_size), kDashes)) return {};
  return line.substr(start.size(), label_size);
}

}  // namespace

Pem next_pem(Text text, Text label, size_t* offset, Text* out_base64) {
  while (*offset < text.size()) {
    const Text found = label_of(next_line(text, offset), kBegin);
    if (found.empty()) continue;
    const size_t body = *offset;
    size_t body_end = body;
    Text end_label;
    while (*offset < text.size() && end_label.empty()) {
      body_end = *offset;
      const Text line = next_line(text, offset);
      if (!label_of(line, kBegin).empty()) return Pem::malformed;
      end_label = label_of(line, kEnd);
    }
    if (!equal(end_label, found)) return Pem::malformed;
    if (!equal(found, label)) continue;
    *out_base64 = text.substr(body, body_end - body);
    return Pem::found;
  }
  return Pem::none;
}

}  // namespace sparekey
