// SPDX-License-Identifier: Apache-2.0
#include "secrets.hpp"

#include "support/keys.hpp"

namespace sparekey::sweep {
namespace {

std::string hex(const std::string& bytes, const char* digits) {
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string json(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// What stands in base64 of it behind `before` other bytes, whatever they are, and before others.
std::string base64_behind(size_t before, const std::string& text) {
  const std::string whole = test::base64(std::string(before, 'x') + text);
  const size_t first = before == 0 ? 0 : 4;            // the group that it shares with those
  const size_t last = (before + text.size()) / 3 * 4;  // whole groups
  return whole.substr(first, last - first);
}

}  // namespace

void Secrets::add(const std::string& value) {
  spellings_.push_back(value);
  if (json(value) != value) spellings_.push_back(json(value));
  for (size_t before = 0; before < 3; ++before) spellings_.push_back(base64_behind(before, value));
  spellings_.push_back(hex(value, "0123456789abcdef"));
  spellings_.push_back(hex(value, "0123456789ABCDEF"));
}

std::string Secrets::found_in(const std::string& memory) const {
  for (const std::string& spelling : spellings_)
    if (memory.find(spelling) != std::string::npos) return spelling;
  return {};
}

}  // namespace sparekey::sweep
