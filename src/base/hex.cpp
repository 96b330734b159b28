// SPDX-License-Identifier: Apache-2.0
#include "base/hex.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

// No table: a kiosk's cookies are secrets, and what is written of them must not show in a cache.
char digit(unsigned value) { return static_cast<char>('0' + value + ((9 - value) >> 8 & 39)); }

}  // namespace

void hex_encode(Bytes in, char* out) {
  for (size_t i = 0; i < in.size; ++i) {
    const unsigned byte = in.data[i];
    *out++ = digit(byte >> 4);
    *out++ = digit(byte & 15);
  }
}

bool hex_decode(Text in, uint8_t* out) {
  if (in.size() % 2 != 0) return false;
  for (size_t i = 0; i < in.size(); i += 2) {
    const int high = hex_value(in[i]);
    const int low = hex_value(in[i + 1]);
    if (high < 0 || low < 0) return false;
    *out++ = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

}  // namespace sparekey
