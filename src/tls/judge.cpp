// SPDX-License-Identifier: Apache-2.0
#include "tls/judge.hpp"

#include "base/failure.hpp"

#include "tls/names.hpp"
#include "tls/revocation.hpp"

namespace sparekey::tls {
namespace {

constexpr uint32_t kUntrusted = MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_MISSING |
                                MBEDTLS_X509_BADCERT_SKIP_VERIFY;
constexpr uint32_t kWeak =
    MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
constexpr uint32_t kDates = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;

}  // namespace

void Judge::begin(const Identity& identity, const Trust& trust, const Anchors& anchors,
                  int64_t now_s, int64_t build_time_s) {
  identity_ = identity;
  trust_ = &trust;
  anchors_ = &anchors;
  dates_.begin(trust.clock_policy, now_s, build_time_s);
  issuer_ = nullptr;
  saw_leaf_ = false;
  pin_seen_ = false;
  pin_missing_ = false;
  objections_ = 0;
}

int Judge::on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags) {
  return static_cast<Judge*>(self)->consider(*certificate, depth, flags);
}

int Judge::consider(mbedtls_x509_crt& certificate, int depth, uint32_t* flags) {
  // A server's own certificate may be an anchor, whoever signed it. Above depth 0 this flag means
  // that a chain ends in nothing.
  if (depth == 0 && (*flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0 &&
      anchors_->hold(Bytes{certificate.raw.p, certificate.raw.len}))
    *flags &= ~uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED};
  // mbedTLS's own view of these is not ours: it asks time(), and takes the CN for a name.
  *flags &= ~(kDates | MBEDTLS_X509_BADCERT_CN_MISMATCH);
  *flags |= dates_.judge(certificate.valid_from, certificate.valid_to);
  const Pins& pins = trust_->pins;
  if (pins.count > 0 && pins.hold(certificate)) pin_seen_ = true;
  int error = 0;
  const Crls& crls = trust_->crls;
  // What stands above is an anchor, or was signed by what stands above it.
  if (crls.revocation != nullptr && issuer_ != nullptr)
    error = crls.revocation->judge(crls.der, certificate, issuer_, &dates_, flags);
  issuer_ = depth > 0 ? &certificate : nullptr;
  if (depth == 0) {
    saw_leaf_ = true;
    if (!names(certificate, identity_)) *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
    pin_missing_ = pins.count > 0 && !pin_seen_;
    if (pin_missing_) *flags |= MBEDTLS_X509_BADCERT_OTHER;
  }
  objections_ |= *flags;
  return error;
}

Code Judge::verdict() const {
  if (objections_ == 0) return Code::ok;
  if ((objections_ & kUntrusted) != 0) return Code::certificate_untrusted;
  if ((objections_ & kDates) != 0 && dates_.clock_is_missing()) return Code::clock_not_set;
  if ((objections_ & MBEDTLS_X509_BADCERT_EXPIRED) != 0) return Code::certificate_expired;
  if ((objections_ & MBEDTLS_X509_BADCERT_FUTURE) != 0) return Code::certificate_not_yet_valid;
  if ((objections_ & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0) return Code::certificate_name_mismatch;
  if ((objections_ & MBEDTLS_X509_BADCERT_REVOKED) != 0) return Code::certificate_revoked;
  if ((objections_ & kWeak) != 0) return Code::certificate_weak;
  const bool only_pin = pin_missing_ && objections_ == MBEDTLS_X509_BADCERT_OTHER;
  return only_pin ? Code::pin_mismatch : Code::certificate_rejected;
}

const char* Judge::detail() const {
  if (verdict() != Code::certificate_rejected) return nullptr;
  if ((objections_ & MBEDTLS_X509_BADCRL_NOT_TRUSTED) != 0)
    return in_words(
        "an issuer of the chain signed no CRL that bears its name, or not with SHA-256 or "
        "better");
  if ((objections_ & MBEDTLS_X509_BADCRL_EXPIRED) != 0)
    return in_words("the CRL of an issuer of the chain is out of date, or not yet valid");
  return nullptr;
}

}  // namespace sparekey::tls
