// SPDX-License-Identifier: Apache-2.0
#include "base/base64.hpp"

namespace sparekey {
namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

void base64_encode(Bytes in, char* out) {
  for (size_t i = 0; i < in.size; i += 3) {
    const size_t left = in.size - i;
    const uint32_t group = static_cast<uint32_t>(in.data[i]) << 16 |
                           static_cast<uint32_t>(left > 1 ? in.data[i + 1] : 0) << 8 |
                           static_cast<uint32_t>(left > 2 ? in.data[i + 2] : 0);
    *out++ = kAlphabet[group >> 18];
    *out++ = kAlphabet[group >> 12 & 63];
    *out++ = left > 1 ? kAlphabet[group >> 6 & 63] : '=';
    *out++ = left > 2 ? kAlphabet[group & 63] : '=';
  }
}

bool base64_decode(Text in, bool allow_space, uint8_t* out, size_t capacity, size_t* out_size) {
  uint32_t bits = 0;
  unsigned digits = 0;  // of the present group of four
  unsigned padding = 0;
  size_t size = 0;
  for (char c : in) {
    if (allow_space && is_space(c)) continue;
    if (c == '=') {
      if (digits < 2 || digits + ++padding > 4) return false;
      continue;
    }
    const void* const digit = memchr(kAlphabet, c, sizeof kAlphabet - 1);
    if (digit == nullptr || padding != 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(static_cast<const char*>(digit) - kAlphabet);
    if (++digits < 4) continue;
    if (capacity - size < 3) return false;
    out[size++] = static_cast<uint8_t>(bits >> 16);
    out[size++] = static_cast<uint8_t>(bits >> 8);
    out[size++] = static_cast<uint8_t>(bits);
    digits = 0;
  }
  if (digits + padding != 4 && digits + padding != 0) return false;
  if (digits != 0) {
    const unsigned bytes = digits - 1;
    const unsigned unused = digits == 2 ? 4 : 2;
    if ((bits & ((1u << unused) - 1)) != 0 || capacity - size < bytes) return false;
    bits >>= unused;
    if (bytes == 2) out[size++] = static_cast<uint8_t>(bits >> 8);
    out[size++] = static_cast<uint8_t>(bits);
  }
  *out_size = size;
  return true;
}

}  // namespace sparekey
