// SPDX-License-Identifier: Apache-2.0
// What mbedTLS's numbers mean, whichever of its modules they come from.
#include "base/mbedtls_error.hpp"

#include <gtest/gtest.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509.h>

#if MBEDTLS_VERSION_NUMBER < 0x04000000
#include <mbedtls/asn1.h>
#include <mbedtls/bignum.h>
#include <mbedtls/cipher.h>
#include <mbedtls/dhm.h>
#include <mbedtls/ecp.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>

namespace sparekey {
namespace {

TEST(MbedtlsError, EachModulesLackOfMemoryIsOne) {
  for (const int error :
       {MBEDTLS_ERR_MPI_ALLOC_FAILED, MBEDTLS_ERR_ASN1_ALLOC_FAILED, MBEDTLS_ERR_X509_ALLOC_FAILED,
        MBEDTLS_ERR_DHM_ALLOC_FAILED, MBEDTLS_ERR_PK_ALLOC_FAILED, MBEDTLS_ERR_ECP_ALLOC_FAILED,
        MBEDTLS_ERR_MD_ALLOC_FAILED, MBEDTLS_ERR_CIPHER_ALLOC_FAILED, MBEDTLS_ERR_SSL_ALLOC_FAILED})
    EXPECT_TRUE(is_out_of_memory(error)) << std::hex << -error;
  // As a low part behind another module's.
  EXPECT_TRUE(is_out_of_memory(MBEDTLS_ERR_PK_KEY_INVALID_FORMAT + MBEDTLS_ERR_ASN1_ALLOC_FAILED));
  EXPECT_TRUE(is_out_of_memory(MBEDTLS_ERR_RSA_PUBLIC_FAILED + MBEDTLS_ERR_MPI_ALLOC_FAILED));
}

TEST(MbedtlsError, NothingElseIsLackOfMemory) {
  for (const int error :
       {0, MBEDTLS_ERR_SSL_WANT_READ, MBEDTLS_ERR_SSL_CONN_EOF, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE,
        MBEDTLS_ERR_X509_CERT_VERIFY_FAILED, MBEDTLS_ERR_X509_INVALID_DATE,
        MBEDTLS_ERR_PK_KEY_INVALID_FORMAT + MBEDTLS_ERR_ASN1_OUT_OF_DATA,
        MBEDTLS_ERR_RSA_PUBLIC_FAILED + MBEDTLS_ERR_MPI_BAD_INPUT_DATA})
    EXPECT_FALSE(is_out_of_memory(error)) << std::hex << -error;
}

TEST(MbedtlsError, OfACertificateAreThoseOfX509AndItsMessage) {
  constexpr int kBadCertificateMessage = -0x7A00;
  for (const int error :
       {kBadCertificateMessage, MBEDTLS_ERR_X509_CERT_VERIFY_FAILED,
        MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE, MBEDTLS_ERR_X509_INVALID_DATE,
        MBEDTLS_ERR_X509_INVALID_DATE + MBEDTLS_ERR_ASN1_OUT_OF_DATA, MBEDTLS_ERR_X509_FATAL_ERROR})
    EXPECT_TRUE(is_certificate_error(error)) << std::hex << -error;
  for (const int error : {0, MBEDTLS_ERR_SSL_CONN_EOF, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE,
                          MBEDTLS_ERR_PK_KEY_INVALID_FORMAT, MBEDTLS_ERR_RSA_PUBLIC_FAILED})
    EXPECT_FALSE(is_certificate_error(error)) << std::hex << -error;
}

TEST(MbedtlsError, OfTlsAreThoseOfItsModule) {
  for (const int error : {MBEDTLS_ERR_SSL_CONN_EOF, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE,
                          MBEDTLS_ERR_CIPHER_ALLOC_FAILED, -0x5E80, -0x7F80})
    EXPECT_TRUE(is_tls_error(error)) << std::hex << -error;
  for (const int error : {0, MBEDTLS_ERR_PK_ALLOC_FAILED, MBEDTLS_ERR_X509_INVALID_DATE, -0x7F81})
    EXPECT_FALSE(is_tls_error(error)) << std::hex << -error;
}

}  // namespace
}  // namespace sparekey
#endif

namespace sparekey {
namespace {

TEST(TlsError, IsOneOfItsModulesNumbers) {
  for (const int error :
       {-0x5E80, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE, MBEDTLS_ERR_SSL_CONN_EOF, -0x7F80})
    EXPECT_TRUE(is_tls_error(error)) << std::hex << -error;
  for (const int error :
       {0, 1, -0x5E7F, -0x7F81, MBEDTLS_ERR_X509_INVALID_DATE, MBEDTLS_ERR_X509_FATAL_ERROR})
    EXPECT_FALSE(is_tls_error(error)) << std::hex << -error;
}

}  // namespace
}  // namespace sparekey
