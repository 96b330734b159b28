// SPDX-License-Identifier: Apache-2.0
// The certificates the caller trusts. Where mbedTLS can ask for an issuer
// (MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK), the caller's PEM text is searched, and one
// certificate at a time is parsed; elsewhere all of them are, on mbedTLS's heap.
#ifndef SPAREKEY_TLS_ANCHORS_HPP
#define SPAREKEY_TLS_ANCHORS_HPP

#include <mbedtls/ssl.h>

#include "sparekey/error.hpp"

namespace sparekey::tls {

class Anchors {
 public:
  // Reads `pem`. `scratch` holds one certificate's DER and stays in use, beside `pem`, wherever the
  // text is searched later. Code::ok; unreadable_file: not PEM, or no certificate mbedTLS can read;
  // buffer_too_small: a certificate larger than `scratch`; out_of_memory. A certificate that
  // mbedTLS cannot read is passed over.
  Code begin(Text pem, uint8_t* scratch, size_t scratch_size);
  void end();

  // Whether this very certificate is an anchor. Only asked where mbedTLS found none: where it has
  // all of them parsed, it has looked itself, and the answer is no.
  bool hold(Bytes der) const;

  // Makes `config` trust these and nothing else.
  void install(mbedtls_ssl_config* config);

 private:
#ifdef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
  static int find_issuer(void* self, mbedtls_x509_crt const* child, mbedtls_x509_crt** candidates);
  Text pem_;
  uint8_t* scratch_ = nullptr;
  size_t scratch_size_ = 0;
#else
  mbedtls_x509_crt parsed_;
  bool begun_ = false;
#endif
};

}  // namespace sparekey::tls

#endif
