/* SPDX-License-Identifier: Apache-2.0 */
/* mbedTLS 3.6 as sparekey needs it, and nothing else: what is not named here is not built.
 * CMake writes a header before this one with what toolchains/cmake/options.cmake lets choose. */
#define MBEDTLS_CONFIG_VERSION 0x03060000

/* No heap: everything comes from the pool that sparekey::use_pool() is given; until then there is
 * no memory at all. Nothing is printed. */
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#define MBEDTLS_PLATFORM_STD_MEM_HDR <stdio.h>
#define MBEDTLS_PLATFORM_SNPRINTF_MACRO snprintf /* in functions that nobody calls */

/* No clock (MBEDTLS_HAVE_TIME): sparekey judges all dates by its port. */
#define MBEDTLS_DEPRECATED_REMOVED /* whose settings TLS would look for and translate */
#define MBEDTLS_VERSION_C /* sparekey asks what it was linked with */
#ifndef SPAREKEY_NO_ASSEMBLER  /* what it writes, MemorySanitizer does not see */
#define MBEDTLS_HAVE_ASM  /* long multiplication */
#ifdef __arm__
#define MBEDTLS_NO_UDBL_DIVISION /* by halves: libgcc's 64 bits take longer, and more flash */
#endif
#endif

/* Big numbers. RSA up to 4096 bits; tables that save time but cost RAM are off. */
#define MBEDTLS_BIGNUM_C
#define MBEDTLS_MPI_MAX_SIZE 512
#define MBEDTLS_MPI_WINDOW_SIZE 1
#define MBEDTLS_OID_C
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C /* ECDSA_C asks for it */

/* P-256 and P-384 stand in every public chain, and every server exchanges keys over P-256: P-521 is
 * not missed. X25519 saves a fifth of a first recovery without a table of P-256's base point
 * (SPAREKEY_ECP_FIXED_POINT), and with it costs a little. Without NIST_OPTIM (2 KB) it would take
 * six times as long. */
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#define MBEDTLS_ECP_DP_SECP384R1_ENABLED
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECDH_C
#define MBEDTLS_ECDSA_C
#ifndef MBEDTLS_ECP_RESTARTABLE /* which does without any alternative */
#define MBEDTLS_ECDSA_SIGN_ALT  /* ecdsa_sign.c */
#endif

#define MBEDTLS_RSA_C
#define MBEDTLS_RSA_NO_CRT /* public keys only */
#define MBEDTLS_PKCS1_V15
#define MBEDTLS_PK_C
#define MBEDTLS_PK_PARSE_C

/* SHA-512 is SHA-384's code. */
#define MBEDTLS_MD_C
#define MBEDTLS_SHA256_C
#define MBEDTLS_SHA256_SMALLER
#define MBEDTLS_SHA384_C
#define MBEDTLS_SHA512_C
#define MBEDTLS_SHA512_SMALLER

/* Many roots signed themselves with SHA-1, and a parser that does not know it reads none of them.
 * sparekey believes nothing else that is signed with it. */
#define MBEDTLS_SHA1_C
#define MBEDTLS_SHA1_PROCESS_ALT /* sha1_process.c */

/* AES-GCM, which every server has; ChaCha20-Poly1305 would add 3 KB to save milliseconds of a few
 * kilobytes. One small table in flash, none in RAM; GCM never decrypts a block. */
#define MBEDTLS_CIPHER_C
#define MBEDTLS_BLOCK_CIPHER_C /* GCM's shortest way to AES */
#define MBEDTLS_GCM_C
#define MBEDTLS_AES_C
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
#define MBEDTLS_TEST_SW_INET_PTON /* mbedTLS's own, which is smaller than libc's */

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

#ifdef MBEDTLS_SSL_PROTO_TLS1_3
/* PSA comes with TLS 1.3. Its random numbers are the port's too (psa_random.cpp): its own source
 * would be /dev/urandom, which not every machine has, and which does not wait for the kernel's
 * generator. */
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#define MBEDTLS_PSA_KEY_SLOT_COUNT 8
#define MBEDTLS_SSL_TLS1_3_COMPATIBILITY_MODE /* middleboxes, RFC 8446 appendix D.4 */
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ENABLED
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL_ENABLED /* resumption */
#define MBEDTLS_SSL_KEEP_PEER_CERTIFICATE                          /* 3.6 asks for it */
#define MBEDTLS_PKCS1_V21                                          /* RSA signs with PSS only */
#define MBEDTLS_X509_RSASSA_PSS_SUPPORT
#define MBEDTLS_HKDF_C
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
