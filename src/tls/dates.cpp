// SPDX-License-Identifier: Apache-2.0
#include "tls/dates.hpp"

#include "base/calendar.hpp"

namespace sparekey::tls {
namespace {

int64_t seconds(const mbedtls_x509_time& t) {
  return seconds_since_1970(t.year, t.mon, t.day, t.hour, t.min, t.sec);
}

}  // namespace

void Dates::begin(ClockPolicy policy, int64_t now_s, int64_t build_time_s) {
  policy_ = policy;
  clock_is_set_ = now_s >= build_time_s;
  now_s_ = clock_is_set_ ? now_s : build_time_s;
  valid_from_s_ = INT64_MIN;
  valid_until_s_ = INT64_MAX;
  if (policy == ClockPolicy::ignore_dates) return;
  // Once the clock is set, dates are judged more strictly than before.
  if (clock_is_set_)
    valid_from_s_ = build_time_s;
  else
    valid_until_s_ = build_time_s - 1;
}

uint32_t Dates::judge(const mbedtls_x509_time& from, const mbedtls_x509_time& until) {
  if (policy_ == ClockPolicy::ignore_dates) return 0;
  if (clock_is_missing()) return MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;
  const int64_t from_s = seconds(from);
  const int64_t until_s = seconds(until);
  if (now_s_ > until_s) return MBEDTLS_X509_BADCERT_EXPIRED;
  if (!clock_is_set_) return 0;
  if (now_s_ < from_s) return MBEDTLS_X509_BADCERT_FUTURE;
  if (valid_from_s_ < from_s) valid_from_s_ = from_s;
  if (valid_until_s_ > until_s) valid_until_s_ = until_s;
  return 0;
}

}  // namespace sparekey::tls
