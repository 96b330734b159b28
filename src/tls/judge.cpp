// SPDX-License-Identifier: Apache-2.0
#include "tls/judge.hpp"

#include <mbedtls/oid.h>

#include "base/failure.hpp"
#include "tls/constraints.hpp"
#include "tls/generation.hpp"
#include "tls/names.hpp"
#include "tls/policy.hpp"
#include "tls/revocation.hpp"
#include "tls/subject.hpp"

namespace sparekey::tls {
namespace {

// Our own objections, two of them under flags that mbedTLS has alerts for.
constexpr uint32_t kNotForServers = MBEDTLS_X509_BADCERT_EXT_KEY_USAGE;
constexpr uint32_t kPinMissing = MBEDTLS_X509_BADCERT_OTHER;
constexpr uint32_t kNotPermitted = uint32_t{1} << 31;
constexpr uint32_t kContradictory = uint32_t{1} << 30;

constexpr uint32_t kUntrusted = MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_MISSING |
                                MBEDTLS_X509_BADCERT_SKIP_VERIFY;
constexpr uint32_t kKey = MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
constexpr uint32_t kWeak = MBEDTLS_X509_BADCERT_BAD_MD | kKey;
constexpr uint32_t kDates = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;

// mbedTLS's objections to the type and size of the leaf's own key. With a chain behind the leaf it
// reports a weak issuer's key under the same flag.
uint32_t objections_to_key(mbedtls_x509_crt& leaf) {
  mbedtls_x509_crt* const sent = leaf.next;
  leaf.next = nullptr;
  uint32_t flags = 0;
  (void)mbedtls_x509_crt_verify_with_profile(&leaf, nullptr, nullptr, &kCertificates, nullptr,
                                             &flags, nullptr, nullptr);
  leaf.next = sent;
  return flags & kKey;
}

bool is_for_servers(const mbedtls_x509_crt& authority) {
  return mbedtls_x509_crt_check_extended_key_usage(&authority, MBEDTLS_OID_SERVER_AUTH,
                                                   MBEDTLS_OID_SIZE(MBEDTLS_OID_SERVER_AUTH)) == 0;
}

bool are_equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b) {
  return a.len == b.len && memcmp(a.p, b.p, a.len) == 0;
}

// By mbedTLS's own rules; basicConstraints came with version 3 of X.509.
bool may_issue(const mbedtls_x509_crt& anchor, int authorities_below) {
  if (anchor.version >= 3 && (!is_ca(anchor) || mbedtls_x509_crt_check_key_usage(
                                                    &anchor, MBEDTLS_X509_KU_KEY_CERT_SIGN) != 0))
    return false;
  return path_length(anchor) < 0 || path_length(anchor) >= authorities_below;
}

// Whether the issuer of `last`, with which the path ends in nothing, was sent in front of it:
// mbedTLS only looks behind.
bool is_out_of_order(const mbedtls_x509_crt& leaf, const mbedtls_x509_crt& last) {
  bool issuer_seen = false;
  for (const mbedtls_x509_crt* sent = &leaf; sent != nullptr; sent = sent->next) {
    if (sent == &last) return issuer_seen;
    if (may_be_equal(sent->subject_raw, last.issuer_raw)) issuer_seen = true;
  }
  return false;
}

}  // namespace

void Judge::begin(const Identity& identity, const Trust& trust, Anchors& anchors, int64_t now_s,
                  int64_t build_time_s) {
  identity_ = name_of(identity);
  trust_ = &trust;
  anchors_ = &anchors;
  dates_.begin(trust.clock_policy, now_s, build_time_s);
  detail_ = nullptr;
  objections_ = 0;
  above_ = 0;
  saw_leaf_ = false;
  length_ = 0;
}

int Judge::on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags) {
  auto* judge = static_cast<Judge*>(self);
  if (depth >= MBEDTLS_X509_MAX_VERIFY_CHAIN_SIZE) return MBEDTLS_ERR_X509_FATAL_ERROR;
  if (judge->length_ == 0) judge->length_ = static_cast<uint8_t>(depth + 1);
  judge->path_[depth] = certificate;
  if (depth == 0) return judge->judge(*certificate, flags);
  // Held back: if the leaf is an anchor itself, nothing above it counts.
  judge->above_ |= *flags;
  *flags = 0;
  return 0;
}

int Judge::judge(mbedtls_x509_crt& leaf, uint32_t* flags) {
  saw_leaf_ = true;
  const uint32_t own = *flags;
  *flags |= above_;
  int length = length_;
  int error = judge_path(length, flags);
  // A certificate that is an anchor itself needs no issuer, whatever else was sent; and nothing
  // else that was sent satisfies a pin.
  const bool may_matter = own != 0 || length > 1;
  if (error == 0 && may_matter && (*flags != 0 || trust_->pins.count > 0) &&
      anchors_->contain(Bytes{leaf.raw.p, leaf.raw.len})) {
    length = 1;
    *flags = objections_to_key(leaf);
    error = judge_path(length, flags);
  }
  objections_ |= *flags;
  explain(length);
  return error;
}

// Adds our objections to mbedTLS's. Not 0: mbedTLS's error.
int Judge::judge_path(int length, uint32_t* flags) {
  // Of these mbedTLS's view is not ours: it asks time(), and lets the CN be a name.
  uint32_t objections = *flags & ~(kDates | MBEDTLS_X509_BADCERT_CN_MISMATCH);
  const mbedtls_x509_crt& leaf = *path_[0];
  const Pins& pins = trust_->pins;
  const Crls& crls = trust_->crls;
  bool pinned = pins.count == 0;
  int error = 0;
  if (length > 1 && (objections & kUntrusted) == 0) replace_outdated_anchor(length - 1);
  for (int depth = length - 1; depth >= 0; --depth) {
    const mbedtls_x509_crt& certificate = *path_[depth];
    objections |= more_objections_to_key(certificate);
    if (misstates_ca(certificate)) objections |= kContradictory;
    objections |= dates_.judge(certificate.valid_from, certificate.valid_to);
    pinned = pinned || pins.match(certificate);
    if (depth > 0 && !may_speak_for(certificate, leaf, identity_)) objections |= kNotPermitted;
    if (depth == length - 1) continue;  // usages and CRLs do not bind the anchor
    if (depth > 0 && !is_for_servers(certificate)) objections |= kNotForServers;
    if (crls.revocation != nullptr && error == 0)
      error = crls.revocation->judge(crls.der, certificate, path_[depth + 1], &dates_, &objections);
  }
  if (!presents(leaf, identity_)) objections |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
  if (!pinned) objections |= kPinMissing;
  *flags = objections;
  return error;
}

// mbedTLS picks the first anchor whose key fits. A root renewed with the same key stands in the
// file twice, and perhaps only one of the two is in date.
void Judge::replace_outdated_anchor(int depth) {
  const mbedtls_x509_crt& anchor = *path_[depth];
  if (dates_.judge(anchor.valid_from, anchor.valid_to) == 0) return;
  int authorities = 0;  // without self-issued ones (RFC 5280 section 6.1.4)
  for (int i = 1; i < depth; ++i)
    if (!are_equal(path_[i]->issuer_raw, path_[i]->subject_raw)) ++authorities;
  for (mbedtls_x509_crt* other = anchors_->candidates(); other != nullptr; other = other->next)
    if (are_equal(other->pk_raw, anchor.pk_raw) &&
        may_be_equal(other->subject_raw, anchor.subject_raw) && may_issue(*other, authorities) &&
        dates_.judge(other->valid_from, other->valid_to) == 0) {
      path_[depth] = other;
      return;
    }
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
  return objections_ == kPinMissing ? Code::pin_mismatch : Code::certificate_rejected;
}

// Here, because mbedTLS frees the certificates before anybody asks.
void Judge::explain(int length) {
  if (!SPAREKEY_DETAILS) return;
  const Code code = verdict();
  if (code == Code::certificate_untrusted && is_out_of_order(*path_[0], *path_[length - 1]))
    detail_ = in_words("the server sends its certificates in the wrong order");
  if (code != Code::certificate_rejected) return;
  if ((objections_ & kNotForServers) != 0)
    detail_ = in_words("a CA of the chain is not for TLS servers");
  if ((objections_ & kNotPermitted) != 0)
    detail_ = in_words("a CA of the chain may not speak for the server's names");
  if ((objections_ & MBEDTLS_X509_BADCRL_EXPIRED) != 0)
    detail_ = in_words("the CRL of an issuer of the chain is out of date, or not yet valid");
  if ((objections_ & MBEDTLS_X509_BADCRL_NOT_TRUSTED) != 0)
    detail_ = in_words(
        "an issuer of the chain signed no CRL that bears its name, or not with SHA-256 or better");
}

}  // namespace sparekey::tls
