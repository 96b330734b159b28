// SPDX-License-Identifier: Apache-2.0
#include "base/mbedtls_error.hpp"

#include <mbedtls/version.h>
#include <mbedtls/x509.h>
#include <stdint.h>
#include <string.h>

namespace sparekey {

// Alike in every generation; among them are those of ciphers, which fail with a record.
bool is_tls_error(int error) { return error <= -0x5E80 && error >= -0x7F80; }

}  // namespace sparekey

#if MBEDTLS_VERSION_NUMBER < 0x04000000
namespace sparekey {
namespace {

// In 2.28 and 3.6 an error is the sum of one module's high part, a multiple of 0x80, and one low
// part.
constexpr int high_part(int error) { return -error & 0x7F80; }
constexpr int low_part(int error) { return -error & 0x7F; }

}  // namespace

bool is_out_of_memory(int error) {
  constexpr int kMpi = 0x10, kAsn1 = 0x6A;
  static constexpr uint8_t kModules[] = {
      0x2880 >> 7,  // X509
      0x3400 >> 7,  // DHM
      0x3F80 >> 7,  // PK
      0x4D80 >> 7,  // ECP
      0x5180 >> 7,  // MD
      0x6180 >> 7,  // CIPHER
      0x7F00 >> 7,  // SSL
  };
  const int low = low_part(error);
  return low == kMpi || low == kAsn1 ||
         memchr(kModules, high_part(error) >> 7, sizeof kModules) != nullptr;
}

// Its source says so itself.
bool is_out_of_entropy(int) { return false; }

bool is_certificate_error(int error) {
  // MBEDTLS_ERR_SSL_BAD_HS_CERTIFICATE in 2.28, MBEDTLS_ERR_SSL_BAD_CERTIFICATE in 3.6: a
  // certificate that is for clients only, for instance.
  constexpr int kBadCertificate = 0x7A00;
  const int high = high_part(error);
  return high == kBadCertificate || high == -MBEDTLS_ERR_X509_CERT_VERIFY_FAILED ||
         (high >= -MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE && high <= -MBEDTLS_ERR_X509_FATAL_ERROR);
}

}  // namespace sparekey
#else
#include <psa/crypto_values.h>

namespace sparekey {

// Here an error is one number, the first that went wrong, and PSA's are among them.
bool is_out_of_memory(int error) { return error == PSA_ERROR_INSUFFICIENT_MEMORY; }

bool is_out_of_entropy(int error) { return error == PSA_ERROR_INSUFFICIENT_ENTROPY; }

bool is_certificate_error(int error) {
  constexpr int kBadCertificate = -0x7A00;  // MBEDTLS_ERR_SSL_BAD_CERTIFICATE
  return error == kBadCertificate ||
         (error <= MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE && error >= MBEDTLS_ERR_X509_FATAL_ERROR) ||
         (error <= MBEDTLS_ERR_ASN1_OUT_OF_DATA && error >= MBEDTLS_ERR_ASN1_INVALID_DATA);
}

}  // namespace sparekey
#endif
