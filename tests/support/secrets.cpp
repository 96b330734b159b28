// SPDX-License-Identifier: Apache-2.0
#include "support/secrets.hpp"

#include <cstring>
#include <sstream>

namespace support {
namespace {

constexpr size_t kWindow = 8;
constexpr size_t kKey = 4;  // so many first bytes of a window are looked up at once

std::string hex(const std::string& bytes, const char* digits) {
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 0xF];
  }
  return out;
}

// What of the base64 of anything that holds `bytes` depends on them alone, if `before` bytes of a
// group of three stand ahead of them.
std::string base64(const std::string& bytes, size_t before) {
  const char* const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string whole = std::string(before, '\0') + bytes;
  std::string out;
  for (size_t bit = 0; bit + 6 <= whole.size() * 8; bit += 6) {
    unsigned value = 0;
    for (size_t at = bit; at < bit + 6; ++at)
      value =
          value << 1 | (unsigned{static_cast<unsigned char>(whole[at / 8])} >> (7 - at % 8) & 1U);
    out += digits[value];
  }
  return out.substr(before == 0 ? 0 : before + 1);
}

std::string json(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// As browsers write it into the body of a form.
std::string percent(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || strchr("*-._", c) != nullptr)
      out += c;
    else
      out += c == ' ' ? "+" : '%' + hex(std::string(1, c), "0123456789ABCDEF");
  }
  return out;
}

uint16_t key_of(const char* bytes) {
  uint32_t key;
  memcpy(&key, bytes, kKey);
  return static_cast<uint16_t>(key * 2654435761U >> 16);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Trace& trace) {
  return out << trace.secret << " in " << trace.spelling << " at " << trace.at;
}

Secrets::Secrets(std::initializer_list<Secret> secrets) {
  for (const auto& [name, value] : secrets) {
    add(value, kWindow, name, "plain", "");
    add(json(value), kWindow, name, "JSON", value);
    add(percent(value), kWindow, name, "percent", value);
    for (size_t before = 0; before < 3; ++before)
      add(base64(value, before), kWindow * 4 / 3, name, "base64", "");
    add(hex(value, "0123456789abcdef"), kWindow * 2, name, "hex", "");
    add(hex(value, "0123456789ABCDEF"), kWindow * 2, name, "hex", "");
  }
  for (const auto& [window, meaning] : windows_) keys_.set(key_of(window.data()));
}

// All windows of `text` but those that `known` has too.
void Secrets::add(const std::string& text, size_t window, const std::string& secret,
                  const std::string& spelling, const std::string& known) {
  if (meanings_.empty() || meanings_.back().secret != secret ||
      meanings_.back().spelling != spelling)
    meanings_.push_back({secret, spelling});
  if (text.size() < window) window = text.size();
  for (size_t at = 0; at + window <= text.size(); ++at) {
    const std::string part = text.substr(at, window);
    if (known.find(part) == std::string::npos) windows_.emplace(part, meanings_.size() - 1);
  }
}

std::vector<Trace> Secrets::traces_in(std::string_view bytes) const {
  constexpr size_t kNever = SIZE_MAX - 1;
  std::vector<Trace> traces;
  std::vector<size_t> last(meanings_.size(), kNever);  // neighbours are one trace
  for (size_t at = 0; at + kKey <= bytes.size(); ++at) {
    if (!keys_.test(key_of(bytes.data() + at))) continue;
    const std::string key(bytes.substr(at, kKey));
    for (auto it = windows_.lower_bound(key); it != windows_.end(); ++it) {
      const auto& [window, number] = *it;
      if (window.compare(0, kKey, key) != 0) break;
      if (bytes.compare(at, window.size(), window) != 0) continue;
      const bool goes_on = at == last[number] || at == last[number] + 1;
      last[number] = at;
      if (!goes_on) traces.push_back({meanings_[number].secret, meanings_[number].spelling, at});
    }
  }
  return traces;
}

std::string Secrets::found_in(std::string_view bytes) const {
  std::ostringstream out;
  for (const Trace& trace : traces_in(bytes)) out << trace << '\n';
  return out.str();
}

}  // namespace support
