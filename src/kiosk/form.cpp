// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form.hpp"

#include "base/text.hpp"

namespace sparekey::kiosk {
namespace {

constexpr const char* kNames[] = {"account", "country", "form", "code", "password", "again"};
static_assert(sizeof kNames / sizeof *kNames == kFieldCount, "a name for each field");

// Decodes a name or a value over itself. False: it is encoded wrongly.
bool decode(char* bytes, size_t size, Text* out) {
  size_t written = 0;
  for (size_t at = 0; at < size; ++at) {
    char c = bytes[at];
    if (c == '+') {
      c = ' ';
    } else if (c == '%') {
      if (size - at < 3) return false;
      const int high = hex_value(bytes[at + 1]);
      const int low = hex_value(bytes[at + 2]);
      // No keyboard makes a NUL.
      if (high < 0 || low < 0 || (high | low) == 0) return false;
      c = static_cast<char>(high << 4 | low);
      at += 2;
    } else if (static_cast<uint8_t>(c) < ' ' || c == '\x7F') {
      return false;
    }
    bytes[written++] = c;
  }
  *out = {bytes, written};
  return true;
}

size_t find(const char* bytes, size_t size, char c) {
  size_t at = 0;
  while (at < size && bytes[at] != c) ++at;
  return at;
}

}  // namespace

bool Form::keep(Text name, Text value) {
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (!equal(name, kNames[i])) continue;
    // Whoever reads the first and whoever reads the last would see two different forms.
    if (given_[i]) return false;
    given_[i] = true;
    values_[i] = value;
  }
  return true;
}

bool Form::read(char* bytes, size_t size) {
  for (size_t at = 0; at < size;) {
    char* const pair = bytes + at;
    const size_t pair_size = find(pair, size - at, '&');
    at += pair_size + 1;
    if (pair_size == 0) continue;
    const size_t name_size = find(pair, pair_size, '=');
    const size_t value_at = name_size < pair_size ? name_size + 1 : pair_size;
    Text name;
    Text value;
    if (!decode(pair, name_size, &name) || !decode(pair + value_at, pair_size - value_at, &value))
      return false;
    if (!keep(name, value)) return false;
  }
  return true;
}

bool is_form_type(Text content_type) {
  constexpr Text kType = "application/x-www-form-urlencoded";
  if (content_type.size() < kType.size()) return false;
  if (!equal_ignoring_case(content_type.substr(0, kType.size()), kType)) return false;
  const Text rest = content_type.substr(kType.size());
  return rest.empty() || rest[0] == ';' || rest[0] == ' ' || rest[0] == '\t';
}

}  // namespace sparekey::kiosk
