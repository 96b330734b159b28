// SPDX-License-Identifier: Apache-2.0
// The certificates the caller trusts. If mbedTLS can ask for an issuer
// (MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK), what the caller gave is searched, and only what may
// be that issuer is parsed; otherwise all of it is, once, on mbedTLS's heap.
#ifndef SPAREKEY_TLS_ANCHORS_HPP
#define SPAREKEY_TLS_ANCHORS_HPP

#include <mbedtls/ssl.h>

#include "base/failure.hpp"

namespace sparekey::tls {

// As the caller gave them.
struct AnchorBytes {
  Text pem;
  const Bytes* ders = nullptr;
  size_t der_count = 0;
};

// Holds the DER of one certificate of the PEM text at least.
struct Scratch {
  uint8_t* bytes = nullptr;
  size_t size = 0;
};

class Anchors {
 public:
  // Reads `given`. The anchors use `scratch`, and `given`, until end(). A certificate that mbedTLS
  // cannot read is passed over. unreadable_file: broken PEM, or no certificate mbedTLS can read;
  // buffer_too_small: a certificate larger than `scratch`; out_of_memory.
  Failure begin(const AnchorBytes& given, const Scratch& scratch);
  void end();

  // Whether this very certificate is an anchor. Of candidates() that were PEM, the bytes are gone.
  bool contain(Bytes der) const;

  // Those among which mbedTLS found the anchor of the chain it is verifying; for its callbacks.
  mbedtls_x509_crt* candidates();

  // Makes `config` trust these and nothing else.
  void install(mbedtls_ssl_config* config);

 private:
#ifdef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
  static int find_issuer(void* self, mbedtls_x509_crt const* child, mbedtls_x509_crt** candidates);
  AnchorBytes given_;
  Scratch scratch_;
  mbedtls_x509_crt* found_ = nullptr;  // by the last search; mbedTLS frees them
#else
  mbedtls_x509_crt parsed_;
  bool begun_ = false;
#endif
};

}  // namespace sparekey::tls

#endif
