// SPDX-License-Identifier: Apache-2.0
// ECDSA's signing in place of mbedTLS's, for a device without a key to sign with. TLS signs for a
// client that has a certificate of its own, and sparekey never has one; mbedTLS's table of what a
// key can do would link the whole of it all the same.
#include <mbedtls/ecdsa.h>

#if defined(MBEDTLS_ECDSA_C) && defined(MBEDTLS_ECDSA_SIGN_ALT)

int mbedtls_ecdsa_sign(mbedtls_ecp_group* group, mbedtls_mpi* r, mbedtls_mpi* s,
                       const mbedtls_mpi* key, const unsigned char* hash, size_t hash_size,
                       int (*random)(void*, unsigned char*, size_t), void* context) {
  (void)group;
  (void)r;
  (void)s;
  (void)key;
  (void)hash;
  (void)hash_size;
  (void)random;
  (void)context;
  return MBEDTLS_ERR_ECP_FEATURE_UNAVAILABLE;
}

#endif
