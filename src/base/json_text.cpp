// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.hpp"

namespace sparekey {

Text json_escape(uint8_t character, char (&out)[kJsonEscapeBytes]) {
  constexpr char kHex[] = "0123456789abcdef";
  out[0] = '\\';
  if (character == '"' || character == '\\') {
    out[1] = static_cast<char>(character);
    return {out, 2};
  }
  if (character >= '\b' && character <= '\r' && character != '\v') {
    out[1] = "btn?fr"[character - '\b'];
    return {out, 2};
  }
  out[1] = 'u';
  out[2] = '0';
  out[3] = '0';
  out[4] = kHex[character >> 4];
  out[5] = kHex[character & 0xF];
  return {out, kJsonEscapeBytes};
}

}  // namespace sparekey
