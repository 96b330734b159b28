/* SPDX-License-Identifier: Apache-2.0 */
/* sparekey's mbedTLS 3.6, as CMake was told to configure it, and what programs need who leave certificates, dates, randomness and
 * memory to it. Of what they have no use for, nothing is linked. */
#include <sparekey_mbedtls_config.h>

#undef MBEDTLS_PLATFORM_MEMORY
#undef MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#undef MBEDTLS_PLATFORM_STD_MEM_HDR
#undef MBEDTLS_PLATFORM_SNPRINTF_MACRO
#undef MBEDTLS_ECDSA_SIGN_ALT
#undef MBEDTLS_SHA1_PROCESS_ALT
#undef MBEDTLS_X509_CRL_PARSE_C
#undef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK

#define MBEDTLS_HAVE_TIME
#define MBEDTLS_HAVE_TIME_DATE
#define MBEDTLS_ENTROPY_C
#define MBEDTLS_CTR_DRBG_C
#define MBEDTLS_NET_C
#define MBEDTLS_FS_IO
#define MBEDTLS_PEM_PARSE_C
#define MBEDTLS_BASE64_C
#define MBEDTLS_PK_WRITE_C /* libcurl asks for it */
