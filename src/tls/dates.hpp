// SPDX-License-Identifier: Apache-2.0
// Dates are judged here and not by mbedTLS: it asks time(), which may be 32 bits wide.
#ifndef SPAREKEY_TLS_DATES_HPP
#define SPAREKEY_TLS_DATES_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/clock_policy.hpp"

namespace sparekey::tls {

class Dates {
 public:
  // `now_s`: seconds since 1970, negative if the device does not know; `build_time_s`: the floor
  // below which no clock is believed.
  void begin(ClockPolicy policy, int64_t now_s, int64_t build_time_s);

  // 0, or MBEDTLS_X509_BADCERT_EXPIRED or _FUTURE; both if the clock is not set and the policy
  // needs it, however right the dates may look. A good span narrows the window below.
  uint32_t judge(const mbedtls_x509_time& from, const mbedtls_x509_time& until);

  // No date can be judged: the clock is not set, and the policy asks for it.
  bool clock_is_missing() const { return !clock_is_set_ && policy_ == ClockPolicy::strict; }
  // Dates are judged by the build's time instead.
  bool build_time_stands_in() const {
    return !clock_is_set_ && policy_ == ClockPolicy::not_before_build;
  }

  // The wall clock's seconds, both included, within which all would be judged the same.
  int64_t valid_from_s() const { return valid_from_s_; }
  int64_t valid_until_s() const { return valid_until_s_; }

 private:
  ClockPolicy policy_;
  bool clock_is_set_;
  int64_t now_s_;  // the build's time if the clock is not set
  int64_t valid_from_s_;
  int64_t valid_until_s_;
};

}  // namespace sparekey::tls

#endif
