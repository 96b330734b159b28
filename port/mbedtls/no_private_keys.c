// SPDX-License-Identifier: Apache-2.0
// What mbedTLS 3.6 could do with a private key: sign, decrypt, see whether it fits a public one,
// find the rest of one. sparekey never holds one, but the table of what a key can do (pk_wrap.c)
// would link 2 KB of it, and the reader of public keys (rsa.c) another 1 KB. These files alone are
// compiled with these names in place of mbedTLS's (toolchains/cmake/mbedtls_left_out.cmake).
#include <mbedtls/build_info.h>

#if defined(MBEDTLS_PK_C) && defined(MBEDTLS_RSA_C) && defined(MBEDTLS_ECDSA_C)
#include <mbedtls/ecdsa.h>
#include <mbedtls/rsa.h>

int sparekey_no_rsa_sign(mbedtls_rsa_context* key, mbedtls_f_rng_t* random, void* context,
                         mbedtls_md_type_t digest, unsigned int hash_size,
                         const unsigned char* hash, unsigned char* signature);
int sparekey_no_rsa_sign(mbedtls_rsa_context* key, mbedtls_f_rng_t* random, void* context,
                         mbedtls_md_type_t digest, unsigned int hash_size,
                         const unsigned char* hash, unsigned char* signature) {
  (void)key;
  (void)random;
  (void)context;
  (void)digest;
  (void)hash_size;
  (void)hash;
  (void)signature;
  return MBEDTLS_ERR_RSA_PRIVATE_FAILED;
}

int sparekey_no_rsa_decrypt(mbedtls_rsa_context* key, mbedtls_f_rng_t* random, void* context,
                            size_t* size, const unsigned char* in, unsigned char* out, size_t room);
int sparekey_no_rsa_decrypt(mbedtls_rsa_context* key, mbedtls_f_rng_t* random, void* context,
                            size_t* size, const unsigned char* in, unsigned char* out,
                            size_t room) {
  (void)key;
  (void)random;
  (void)context;
  (void)in;
  (void)out;
  (void)room;
  *size = 0;
  return MBEDTLS_ERR_RSA_PRIVATE_FAILED;
}

int sparekey_no_rsa_pair(const mbedtls_rsa_context* public_key,
                         const mbedtls_rsa_context* private_key);
int sparekey_no_rsa_pair(const mbedtls_rsa_context* public_key,
                         const mbedtls_rsa_context* private_key) {
  (void)public_key;
  (void)private_key;
  return MBEDTLS_ERR_RSA_KEY_CHECK_FAILED;
}

int sparekey_no_rsa_primes(const mbedtls_mpi* modulus, const mbedtls_mpi* public_exponent,
                           const mbedtls_mpi* private_exponent, mbedtls_mpi* p, mbedtls_mpi* q);
int sparekey_no_rsa_primes(const mbedtls_mpi* modulus, const mbedtls_mpi* public_exponent,
                           const mbedtls_mpi* private_exponent, mbedtls_mpi* p, mbedtls_mpi* q) {
  (void)modulus;
  (void)public_exponent;
  (void)private_exponent;
  (void)p;
  (void)q;
  return MBEDTLS_ERR_RSA_BAD_INPUT_DATA;
}

int sparekey_no_rsa_exponent(const mbedtls_mpi* p, const mbedtls_mpi* q,
                             const mbedtls_mpi* public_exponent, mbedtls_mpi* private_exponent);
int sparekey_no_rsa_exponent(const mbedtls_mpi* p, const mbedtls_mpi* q,
                             const mbedtls_mpi* public_exponent, mbedtls_mpi* private_exponent) {
  (void)p;
  (void)q;
  (void)public_exponent;
  (void)private_exponent;
  return MBEDTLS_ERR_RSA_BAD_INPUT_DATA;
}

int sparekey_no_ecp_pair(const mbedtls_ecp_keypair* public_key,
                         const mbedtls_ecp_keypair* private_key, mbedtls_f_rng_t* random,
                         void* context);
int sparekey_no_ecp_pair(const mbedtls_ecp_keypair* public_key,
                         const mbedtls_ecp_keypair* private_key, mbedtls_f_rng_t* random,
                         void* context) {
  (void)public_key;
  (void)private_key;
  (void)random;
  (void)context;
  return MBEDTLS_ERR_ECP_BAD_INPUT_DATA;
}

int sparekey_no_ecdsa_sign(mbedtls_ecdsa_context* key, mbedtls_md_type_t digest,
                           const unsigned char* hash, size_t hash_size, unsigned char* signature,
                           size_t room, size_t* size, mbedtls_f_rng_t* random, void* context);
int sparekey_no_ecdsa_sign(mbedtls_ecdsa_context* key, mbedtls_md_type_t digest,
                           const unsigned char* hash, size_t hash_size, unsigned char* signature,
                           size_t room, size_t* size, mbedtls_f_rng_t* random, void* context) {
  (void)key;
  (void)digest;
  (void)hash;
  (void)hash_size;
  (void)signature;
  (void)room;
  (void)random;
  (void)context;
  *size = 0;
  return MBEDTLS_ERR_ECP_FEATURE_UNAVAILABLE;
}

#endif
