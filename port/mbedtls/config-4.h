/* SPDX-License-Identifier: Apache-2.0 */
/* mbedTLS 4 as sparekey needs it, and nothing else: what is not named here is not built. One header
 * for both halves: MBEDTLS_CONFIG_FILE and TF_PSA_CRYPTO_CONFIG_FILE name it when mbedTLS is built,
 * and whatever includes its headers must see the same. Its TLS 1.3 is left out with
 * SPAREKEY_WITHOUT_TLS13. */
#ifndef SPAREKEY_MBEDTLS_CONFIG_4_H
#define SPAREKEY_MBEDTLS_CONFIG_4_H
#define SPAREKEY_MBEDTLS_CONFIG_4 /* what sparekey/pool.hpp promises was measured with this */
#define MBEDTLS_CONFIG_VERSION 0x04000000
#define TF_PSA_CRYPTO_CONFIG_VERSION 0x01000000

/* No heap: everything comes from the pool that sparekey::use_pool() is given; until then there is
 * no memory at all. Nothing is printed. */
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#define MBEDTLS_PLATFORM_STD_MEM_HDR <stdio.h>
#define MBEDTLS_PLATFORM_SNPRINTF_MACRO snprintf /* in functions that nobody calls */

/* No clock (MBEDTLS_HAVE_TIME): sparekey judges all dates by its port. */
#define MBEDTLS_VERSION_C /* sparekey asks what it was linked with, of each half */
#define TF_PSA_CRYPTO_VERSION
#define MBEDTLS_HAVE_ASM /* long multiplication */

/* PSA. Its random numbers are the port's (psa_random.cpp). A client holds two keys while a
 * connection stands and three or four more in a handshake: 16 places are enough for two clients. */
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#define MBEDTLS_PSA_KEY_SLOT_COUNT 16
#define MBEDTLS_PSA_ASSUME_EXCLUSIVE_BUFFERS /* one thread, and no other world that writes to them \
                                              */

/* Big numbers. RSA up to 4096 bits; tables that save time but cost RAM are off. */
#define MBEDTLS_MPI_MAX_SIZE 512
#define MBEDTLS_MPI_WINDOW_SIZE 1
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C /* ECDSA asks for it */

/* P-256 and P-384 stand in every public chain, and every server exchanges keys over P-256: neither
 * P-521 nor X25519 is missed. */
#define PSA_WANT_ECC_SECP_R1_256 1
#define PSA_WANT_ECC_SECP_R1_384 1
#define PSA_WANT_ALG_ECDH 1
#define PSA_WANT_ALG_ECDSA 1
#define PSA_WANT_KEY_TYPE_ECC_PUBLIC_KEY 1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_BASIC 1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_IMPORT 1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_EXPORT 1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_GENERATE 1
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECP_WINDOW_SIZE 4
#define MBEDTLS_ECP_FIXED_POINT_OPTIM 1 /* base points with their multiples, in flash */

#define PSA_WANT_ALG_RSA_PKCS1V15_CRYPT 1
#define PSA_WANT_ALG_RSA_PKCS1V15_SIGN 1
#define PSA_WANT_KEY_TYPE_RSA_PUBLIC_KEY 1
#define PSA_WANT_KEY_TYPE_RSA_KEY_PAIR_BASIC 1 /* without it, mbedTLS takes RSA keys for weak */
#define MBEDTLS_RSA_NO_CRT                     /* public keys only */
#define MBEDTLS_PK_C
#define MBEDTLS_PK_PARSE_C

#define MBEDTLS_MD_C
#define PSA_WANT_ALG_SHA_256 1
#define PSA_WANT_ALG_SHA_384 1
#define PSA_WANT_ALG_SHA_512 1
#define MBEDTLS_SHA256_SMALLER
#define MBEDTLS_SHA512_SMALLER
#define PSA_WANT_ALG_HMAC 1
#define PSA_WANT_KEY_TYPE_HMAC 1
#define PSA_WANT_ALG_TLS12_PRF 1
#define PSA_WANT_KEY_TYPE_DERIVE 1

/* Many roots signed themselves with SHA-1, and a parser that does not know it reads none of them.
 * sparekey believes nothing else that is signed with it. */
#define PSA_WANT_ALG_SHA_1 1

/* AES-GCM, which every server has. One small table in flash, none in RAM; GCM never decrypts a
 * block. */
#define PSA_WANT_KEY_TYPE_AES 1
#define PSA_WANT_ALG_GCM 1
#define MBEDTLS_AES_ROM_TABLES
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_BLOCK_CIPHER_NO_DECRYPT

/* Certificates. Anchors are looked up by issuer, one at a time. CRL_PARSE_C is linked only if
 * CRLs are given. PEM is read by sparekey. */
#define MBEDTLS_X509_USE_C
#define MBEDTLS_X509_CRT_PARSE_C
#define MBEDTLS_X509_CRL_PARSE_C
#define MBEDTLS_X509_REMOVE_INFO
#define MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK

/* TLS, as a client that holds no key of its own. Larger requests go out in several records; a
 * ClientHello must fit in one, and they grow: a ticket, one day a post-quantum key share. */
#define MBEDTLS_SSL_TLS_C
#define MBEDTLS_SSL_CLI_C
#define MBEDTLS_SSL_PROTO_TLS1_2
#define MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED
#define MBEDTLS_KEY_EXCHANGE_ECDHE_ECDSA_ENABLED
#define MBEDTLS_SSL_EXTENDED_MASTER_SECRET /* binds a resumed session to its handshake, RFC 7627 \
                                            */
#define MBEDTLS_SSL_SERVER_NAME_INDICATION
#define MBEDTLS_SSL_SESSION_TICKETS
#define MBEDTLS_SSL_OUT_CONTENT_LEN 2048
#ifndef MBEDTLS_SSL_IN_CONTENT_LEN
#define MBEDTLS_SSL_IN_CONTENT_LEN 16384
#endif

#ifndef SPAREKEY_WITHOUT_TLS13
#define MBEDTLS_SSL_PROTO_TLS1_3
#define MBEDTLS_SSL_TLS1_3_COMPATIBILITY_MODE /* middleboxes, RFC 8446 appendix D.4 */
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ENABLED
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL_ENABLED /* resumption */
#define MBEDTLS_SSL_KEEP_PEER_CERTIFICATE                          /* 4 asks for it */
#define PSA_WANT_ALG_RSA_PSS 1                                     /* RSA signs with PSS only */
#define PSA_WANT_ALG_RSA_OAEP 1                                    /* the next line asks for it */
#define MBEDTLS_X509_RSASSA_PSS_SUPPORT
#define PSA_WANT_ALG_HKDF_EXTRACT 1
#define PSA_WANT_ALG_HKDF_EXPAND 1
#define MBEDTLS_SSL_CIPHERSUITES                                        \
  MBEDTLS_TLS1_3_AES_128_GCM_SHA256, MBEDTLS_TLS1_3_AES_256_GCM_SHA384, \
      MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,                  \
      MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,                    \
      MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,                  \
      MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
#if MBEDTLS_SSL_IN_CONTENT_LEN < 16384
#define MBEDTLS_SSL_RECORD_SIZE_LIMIT /* tells the server, RFC 8449 */
#endif
#else
#define MBEDTLS_SSL_CIPHERSUITES                                                                  \
  MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, \
      MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,                                            \
      MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
#endif
#endif
