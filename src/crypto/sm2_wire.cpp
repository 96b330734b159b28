// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm2_wire.hpp"

#include "base/hex.hpp"

namespace sparekey::crypto {

void sm2_to_wire(Sm2Format format, Bytes raw, char* out) {
  constexpr size_t kC1 = 64;
  constexpr size_t kC3 = 32;
  if (format == Sm2Format::c1c2c3) {
    uint8_t c3[kC3];  // C2's characters may overwrite it
    memcpy(c3, raw.data + kC1, kC3);
    const size_t c2_size = raw.size - kC1 - kC3;
    hex_encode({raw.data, kC1}, out);
    hex_encode({raw.data + kC1 + kC3, c2_size}, out + 2 * kC1);
    hex_encode({c3, kC3}, out + 2 * (kC1 + c2_size));
    return;
  }
  const Text front = format == Sm2Format::with_04  ? Text("04")
                     : format == Sm2Format::prefix ? Text("sm2:")
                                                   : Text();
  if (!front.empty()) memcpy(out, front.data(), front.size());
  hex_encode(raw, out + front.size());
}

}  // namespace sparekey::crypto
