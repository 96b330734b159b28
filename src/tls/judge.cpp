// SPDX-License-Identifier: Apache-2.0
#include "tls/judge.hpp"

#include "base/calendar.hpp"
#include "tls/names.hpp"

namespace sparekey::tls {
namespace {

int64_t seconds(const mbedtls_x509_time& t) {
  return seconds_since_1970(t.year, t.mon, t.day, t.hour, t.min, t.sec);
}

constexpr uint32_t kUntrusted = MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_MISSING |
                                MBEDTLS_X509_BADCERT_SKIP_VERIFY;
constexpr uint32_t kWeak =
    MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
constexpr uint32_t kDates = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;

}  // namespace

void Judge::begin(const Identity& identity, const Pins& pins, const Anchors& anchors, int64_t now_s,
                  int64_t build_time_s) {
  identity_ = identity;
  pins_ = pins;
  anchors_ = &anchors;
  now_s_ = now_s;
  clock_is_set_ = now_s >= build_time_s;
  pin_seen_ = false;
  pin_missing_ = false;
  objections_ = 0;
}

int Judge::on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags) {
  static_cast<Judge*>(self)->consider(*certificate, depth, flags);
  return 0;
}

uint32_t Judge::judge_dates(const mbedtls_x509_crt& certificate) const {
  uint32_t flags = 0;
  if (now_s_ > seconds(certificate.valid_to)) flags |= MBEDTLS_X509_BADCERT_EXPIRED;
  if (now_s_ < seconds(certificate.valid_from)) flags |= MBEDTLS_X509_BADCERT_FUTURE;
  return flags;
}

void Judge::consider(const mbedtls_x509_crt& certificate, int depth, uint32_t* flags) {
  // A server's own certificate may be an anchor, whoever signed it. Above depth 0 this flag means
  // that a chain ends in nothing.
  if (depth == 0 && (*flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0 &&
      anchors_->hold(Bytes{certificate.raw.p, certificate.raw.len}))
    *flags &= ~uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED};
  // mbedTLS's own view of these is not ours: it asks time(), and takes the CN for a name.
  *flags &= ~(kDates | MBEDTLS_X509_BADCERT_CN_MISMATCH);
  // An unset clock makes every date meaningless, also one that seems to be right.
  *flags |= clock_is_set_ ? judge_dates(certificate) : kDates;
  if (pins_.count > 0 && pins_.hold(certificate)) pin_seen_ = true;
  if (depth == 0) {
    if (!names(certificate, identity_)) *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
    pin_missing_ = pins_.count > 0 && !pin_seen_;
    if (pin_missing_) *flags |= MBEDTLS_X509_BADCERT_OTHER;
  }
  objections_ |= *flags;
}

Code Judge::verdict() const {
  if (objections_ == 0) return Code::ok;
  if ((objections_ & kUntrusted) != 0) return Code::certificate_untrusted;
  if ((objections_ & kDates) != 0 && !clock_is_set_) return Code::clock_not_set;
  if ((objections_ & MBEDTLS_X509_BADCERT_EXPIRED) != 0) return Code::certificate_expired;
  if ((objections_ & MBEDTLS_X509_BADCERT_FUTURE) != 0) return Code::certificate_not_yet_valid;
  if ((objections_ & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0) return Code::certificate_name_mismatch;
  if ((objections_ & MBEDTLS_X509_BADCERT_REVOKED) != 0) return Code::certificate_revoked;
  if ((objections_ & kWeak) != 0) return Code::certificate_weak;
  const bool only_pin = pin_missing_ && objections_ == MBEDTLS_X509_BADCERT_OTHER;
  return only_pin ? Code::pin_mismatch : Code::certificate_rejected;
}

}  // namespace sparekey::tls
