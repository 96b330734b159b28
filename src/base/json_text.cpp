// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.hpp"

#include "base/hex.hpp"

namespace sparekey {

Text json_escape(uint8_t character, char (&out)[kJsonEscapeBytes]) {
  out[0] = '\\';
  out[1] = static_cast<char>(character);
  if (character >= '\b' && character <= '\r' && character != '\v')
    out[1] = "btn?fr"[character - '\b'];
  else if (character != '"' && character != '\\')
    out[1] = 'u';
  if (out[1] != 'u') return {out, 2};
  out[2] = '0';
  out[3] = '0';
  hex_encode({&character, 1}, out + 4);
  return {out, kJsonEscapeBytes};
}

}  // namespace sparekey
