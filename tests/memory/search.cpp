// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>

#include <bitset>
#include <cstring>
#include <map>
#include <ostream>

#include "memory/memory.hpp"

namespace memory_test {
namespace {

constexpr size_t kWindow = 8;
constexpr size_t kKey = 4;  // so many first bytes of a window are looked up at once

struct Meaning {
  std::string secret;
  std::string spelling;
};
using Windows = std::multimap<std::string, Meaning>;

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
  const std::string whole = std::string(before, '\0') + bytes;
  std::string out(4 * ((whole.size() + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(whole.data()),
                  static_cast<int>(whole.size()));
  const size_t first = before == 0 ? 0 : before + 1;
  return out.substr(first, whole.size() * 8 / 6 - first);
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

// All windows of `text` but those that `known` has too.
void add(const std::string& text, size_t window, const Meaning& meaning, Windows* out,
         const std::string& known = "") {
  if (text.size() < window) window = text.size();
  for (size_t at = 0; at + window <= text.size(); ++at) {
    const std::string part = text.substr(at, window);
    if (known.find(part) == std::string::npos) out->emplace(part, meaning);
  }
}

Windows windows_of(const std::vector<Secret>& secrets) {
  Windows out;
  for (const Secret& secret : secrets) {
    add(secret.value, kWindow, {secret.name, "plain"}, &out);
    const std::string escaped = json(secret.value);
    add(escaped, kWindow, {secret.name, "JSON"}, &out, secret.value);
    add(percent(secret.value), kWindow, {secret.name, "percent"}, &out, secret.value);
    for (size_t before = 0; before < 3; ++before)
      add(base64(secret.value, before), kWindow * 4 / 3, {secret.name, "base64"}, &out);
    add(hex(secret.value, "0123456789abcdef"), kWindow * 2, {secret.name, "hex"}, &out);
    add(hex(secret.value, "0123456789ABCDEF"), kWindow * 2, {secret.name, "hex"}, &out);
  }
  return out;
}

uint16_t key_of(const char* bytes) {
  uint32_t key;
  memcpy(&key, bytes, kKey);
  return static_cast<uint16_t>(key * 2654435761U >> 16);
}

}  // namespace

void PrintTo(const Find& find, std::ostream* out) {
  *out << find.secret << " in " << find.spelling << " at 0x" << std::hex << find.address << std::dec
       << " in " << find.region << (find.locked ? "" : ", not locked")
       << (find.not_dumped ? "" : ", dumped");
}

std::vector<Find> search(const std::vector<Region>& regions, const std::vector<Secret>& secrets) {
  const Windows windows = windows_of(secrets);
  std::bitset<65536> keys;
  for (const auto& [window, meaning] : windows) keys.set(key_of(window.data()));
  std::vector<Find> finds;
  std::map<std::string, uint64_t> last;  // of each secret and spelling: neighbours are one find
  for (const Region& region : regions) {
    const std::string& bytes = region.bytes;
    for (size_t at = 0; at + kKey <= bytes.size(); ++at) {
      if (!keys.test(key_of(bytes.data() + at))) continue;
      const std::string key = bytes.substr(at, kKey);
      for (auto it = windows.lower_bound(key); it != windows.end(); ++it) {
        const auto& [window, meaning] = *it;
        if (window.compare(0, kKey, key) != 0) break;
        if (bytes.compare(at, window.size(), window) != 0) continue;
        const uint64_t address = region.begin + at;
        uint64_t& before = last[meaning.secret + ' ' + meaning.spelling];
        const bool goes_on = before != 0 && address - before <= 1;
        before = address;
        if (goes_on) continue;
        finds.push_back({meaning.secret, meaning.spelling, address, region.name, region.locked,
                         region.not_dumped});
      }
    }
  }
  return finds;
}

}  // namespace memory_test
