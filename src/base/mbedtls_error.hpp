// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_MBEDTLS_ERROR_HPP
#define SPAREKEY_BASE_MBEDTLS_ERROR_HPP

namespace sparekey {

// Whether an mbedTLS error number is an allocation's failure. A number is the sum of one module's
// high part (multiples of 0x80) and one low part; these are the *_ALLOC_FAILED of 2.28 and 3.6.
constexpr bool is_out_of_memory(int error) {
  const int low = -error & 0x7F;
  const int high = -error & 0x7F80;
  return low == 0x10 ||     // MPI
         low == 0x6A ||     // ASN1
         high == 0x2880 ||  // X509
         high == 0x3400 ||  // DHM
         high == 0x3F80 ||  // PK
         high == 0x4D80 ||  // ECP
         high == 0x5180 ||  // MD
         high == 0x6180 ||  // CIPHER
         high == 0x7F00;    // SSL
}

}  // namespace sparekey

#endif
