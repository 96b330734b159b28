// SPDX-License-Identifier: Apache-2.0
// mbedTLS verifies signatures and extensions; names, dates and pins are judged here, in its verify
// callback, alike on every version.
#ifndef SPAREKEY_TLS_JUDGE_HPP
#define SPAREKEY_TLS_JUDGE_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/error.hpp"
#include "tls/anchors.hpp"
#include "tls/identity.hpp"
#include "tls/pins.hpp"

namespace sparekey::tls {

class Judge {
 public:
  // `anchors` must outlive the handshake. `now_s`: seconds since 1970, negative where the device
  // does not know; `build_time_s`: the floor below which no clock is believed.
  void begin(const Identity& identity, const Pins& pins, const Anchors& anchors, int64_t now_s,
             int64_t build_time_s);

  // mbedTLS's verify callback; it comes from the anchor down to the server's own certificate, depth
  // 0. Any objection stays in `*flags`, so that mbedTLS fails the handshake as well.
  static int on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags);

  // Code::ok, or the first objection in the order of Code's certificate troubles.
  Code verdict() const;

 private:
  void consider(const mbedtls_x509_crt& certificate, int depth, uint32_t* flags);
  uint32_t judge_dates(const mbedtls_x509_crt& certificate) const;

  Identity identity_;
  Pins pins_;
  const Anchors* anchors_ = nullptr;
  int64_t now_s_ = 0;
  bool clock_is_set_ = false;
  bool pin_seen_ = false;
  bool pin_missing_ = false;
  uint32_t objections_ = 0;  // MBEDTLS_X509_BADCERT_*
};

}  // namespace sparekey::tls

#endif
