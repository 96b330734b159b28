// SPDX-License-Identifier: Apache-2.0
// mbedTLS verifies signatures and extensions; names, dates, revocation and pins are judged here, in
// its verify callback, alike on every version.
#ifndef SPAREKEY_TLS_JUDGE_HPP
#define SPAREKEY_TLS_JUDGE_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/error.hpp"
#include "tls/anchors.hpp"
#include "tls/dates.hpp"
#include "tls/identity.hpp"
#include "tls/trust.hpp"

namespace sparekey::tls {

class Judge {
 public:
  // `trust` and `anchors` must outlive the handshake. The times are those of Dates::begin.
  void begin(const Identity& identity, const Trust& trust, const Anchors& anchors, int64_t now_s,
             int64_t build_time_s);

  // mbedTLS's verify callback; it comes from the anchor down to the server's own certificate, depth
  // 0. Any objection stays in `*flags`, so that mbedTLS fails the handshake as well.
  static int on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags);

  // Code::ok, or the first objection in the order of Code's certificate troubles.
  Code verdict() const;
  // More about certificate_rejected, a constant; null where there is no more to say.
  const char* detail() const;

  // Whether a chain was shown down to the server's own certificate; none is where TLS resumes.
  bool saw_leaf() const { return saw_leaf_; }

  // The wall clock's seconds, both included, within which the chain would be judged the same.
  int64_t valid_from_s() const { return dates_.valid_from_s(); }
  int64_t valid_until_s() const { return dates_.valid_until_s(); }

  // The clock was not set, and the build's time stood in (ClockPolicy::not_before_build).
  bool clock_was_unset() const { return dates_.build_time_stands_in(); }

 private:
  int consider(mbedtls_x509_crt& certificate, int depth, uint32_t* flags);

  uint32_t objections_;  // MBEDTLS_X509_BADCERT_*
  bool saw_leaf_;
  bool pin_seen_;
  bool pin_missing_;
  mbedtls_x509_crt* issuer_;  // of the certificate that comes next, null for the first
  const Trust* trust_;
  const Anchors* anchors_;
  Dates dates_;
  Identity identity_;
};

}  // namespace sparekey::tls

#endif
