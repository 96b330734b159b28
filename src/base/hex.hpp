// SPDX-License-Identifier: Apache-2.0
// RFC 4648 section 8 (base 16), written in lower case and read in either.
#ifndef SPAREKEY_BASE_HEX_HPP
#define SPAREKEY_BASE_HEX_HPP

#include "sparekey/types.hpp"

namespace sparekey {

// Writes 2 * in.size characters. `in` may be the last in.size bytes of `out` itself: each byte is
// read before it is overwritten.
void hex_encode(Bytes in, char* out);

// Writes in.size() / 2 bytes. False if the number of characters is odd or one of them is not a hex
// digit.
bool hex_decode(Text in, uint8_t* out);

}  // namespace sparekey

#endif
