// SPDX-License-Identifier: Apache-2.0
// An SM2 ciphertext as text: lower-case hex.
#ifndef SPAREKEY_CRYPTO_SM2_WIRE_HPP
#define SPAREKEY_CRYPTO_SM2_WIRE_HPP

#include "sparekey/encryption.hpp"
#include "sparekey/types.hpp"

namespace sparekey::crypto {

// Characters for a message of so many bytes.
constexpr size_t sm2_wire_size(Sm2Format format, size_t message) {
  const size_t front = format == Sm2Format::with_04 ? 2 : format == Sm2Format::prefix ? 4 : 0;
  return front + 2 * (96 + message);
}

// Writes what sm2_encrypt gave, C1‖C3‖C2 in `raw.size` (96 and the message's size) bytes, as
// sm2_wire_size(format, raw.size - 96) characters. `raw` may be the last raw.size bytes of `out`
// itself: each byte is read before it is overwritten.
void sm2_to_wire(Sm2Format format, Bytes raw, char* out);

}  // namespace sparekey::crypto

#endif
