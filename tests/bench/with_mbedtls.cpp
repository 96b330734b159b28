// SPDX-License-Identifier: Apache-2.0
// mbedTLS has no SM2, but computes on any short Weierstrass curve whose constants it is given.
#include <mbedtls/ecp.h>
#include <mbedtls/version.h>
#include <stdlib.h>

#include "contender.hpp"
#include "crypto/sm3.hpp"

namespace bench {
namespace {

using sparekey::crypto::Sm3;

mbedtls_ecp_group group;
mbedtls_ecp_point recipient;

int random(void*, unsigned char* out, size_t size) { return fill(nullptr, out, size); }

bool multiply(mbedtls_mpi* k, const mbedtls_ecp_point* point, uint8_t* out65) {
  mbedtls_ecp_point product;
  mbedtls_ecp_point_init(&product);
  size_t size = 0;
  const bool done = mbedtls_ecp_mul(&group, &product, k, point, random, nullptr) == 0 &&
                    mbedtls_ecp_point_write_binary(&group, &product, MBEDTLS_ECP_PF_UNCOMPRESSED,
                                                   &size, out65, 65) == 0;
  mbedtls_ecp_point_free(&product);
  return done;
}

}  // namespace

std::string name() { return "mbedTLS " MBEDTLS_VERSION_STRING ", a custom group"; }

void prepare() {
  mbedtls_ecp_group_init(&group);
  mbedtls_ecp_point_init(&recipient);
  // A is left empty: that says -3, for which mbedTLS has the faster formulas.
  if (mbedtls_mpi_read_string(&group.P, 16,
                              "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF"
                              "FFFFFFFF00000000FFFFFFFFFFFFFFFF") != 0 ||
      mbedtls_mpi_read_string(&group.B, 16,
                              "28E9FA9E9D9F5E344D5A9E4BCF6509A7"
                              "F39789F515AB8F92DDBCBD414D940E93") != 0 ||
      mbedtls_mpi_read_string(&group.N, 16,
                              "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF"
                              "7203DF6B21C6052B53BBF40939D54123") != 0 ||
      mbedtls_ecp_point_read_string(&group.G, 16,
                                    "32C4AE2C1F1981195F9904466A39C994"
                                    "8FE30BBFF2660BE1715A4589334C74C7",
                                    "BC3736A2F4F6779C59BDCEE36B692153"
                                    "D0A9877CC62A474002DF32E52139F0A0") != 0 ||
      mbedtls_ecp_point_read_string(&recipient, 16, kPublicX, kPublicY) != 0)
    abort();
  group.pbits = 256;
  group.nbits = 256;
}

bool measured_encrypt() {
  uint8_t bytes[32];
  fill(nullptr, bytes, sizeof bytes);
  mbedtls_mpi k;
  mbedtls_mpi_init(&k);
  uint8_t c1[65];
  uint8_t shared[65];
  const bool done = mbedtls_mpi_read_binary(&k, bytes, sizeof bytes) == 0 &&
                    multiply(&k, &group.G, c1) && multiply(&k, &recipient, shared);
  mbedtls_mpi_free(&k);
  if (!done) return false;

  uint8_t block[32];  // a password of one block, as everywhere here
  static_assert(kPasswordSize <= sizeof block);
  const uint8_t counter[4] = {0, 0, 0, 1};
  Sm3 stream;
  stream.update(shared + 1, 64);
  stream.update(counter, sizeof counter);
  stream.finish(block);
  for (size_t i = 0; i < kPasswordSize; ++i) block[i] ^= static_cast<uint8_t>(kPassword[i]);
  uint8_t c3[32];
  Sm3 hash;
  hash.update(shared + 1, 32);
  hash.update(reinterpret_cast<const uint8_t*>(kPassword), kPasswordSize);
  hash.update(shared + 33, 32);
  hash.finish(c3);
  return true;
}

}  // namespace bench
