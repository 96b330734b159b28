// SPDX-License-Identifier: Apache-2.0
// mbedTLS builds the chain and checks its signatures; names, dates, usages, constraints, revocation
// and pins are judged here, in its verify callback, alike on every version.
#ifndef SPAREKEY_TLS_JUDGE_HPP
#define SPAREKEY_TLS_JUDGE_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/error.hpp"
#include "tls/anchors.hpp"
#include "tls/dates.hpp"
#include "tls/names.hpp"
#include "tls/trust.hpp"

namespace sparekey::tls {

class Judge {
 public:
  // All three must outlive the handshake. The times are those of Dates::begin.
  void begin(const Identity& identity, const Trust& trust, Anchors& anchors, int64_t now_s,
             int64_t build_time_s);

  // mbedTLS's verify callback. It is called from the anchor down to the server's own certificate,
  // depth 0, which the whole path is judged with. Any objection stays in that one's `*flags`, so
  // that mbedTLS fails the handshake as well.
  static int on_certificate(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags);

  // Code::ok, or the first objection in the order of Code's certificate troubles.
  Code verdict() const;
  // More about certificate_untrusted or certificate_rejected, in_words(); null: no more to say.
  const char* detail() const { return detail_; }

  // Whether the server's own certificate was judged; TLS shows none if it resumes.
  bool saw_leaf() const { return saw_leaf_; }

  // The wall clock's seconds, both included, within which the chain would be judged the same.
  int64_t valid_from_s() const { return dates_.valid_from_s(); }
  int64_t valid_until_s() const { return dates_.valid_until_s(); }

  // The clock was not set, and the build's time stood in (ClockPolicy::not_before_build).
  bool clock_was_unset() const { return dates_.build_time_stands_in(); }

 private:
  int judge(mbedtls_x509_crt& leaf, uint32_t* flags);
  int judge_path(int length, uint32_t* flags);
  void replace_outdated_anchor(int depth);
  void explain(int length);

  const char* detail_;
  uint32_t objections_;  // MBEDTLS_X509_BADCERT_* and the like
  uint32_t above_;       // mbedTLS's own to what stands above the leaf
  bool saw_leaf_;
  int length_;                                                  // of the path that mbedTLS built
  mbedtls_x509_crt* path_[MBEDTLS_X509_MAX_VERIFY_CHAIN_SIZE];  // by depth
  const Trust* trust_;
  Anchors* anchors_;
  Name identity_;
  Dates dates_;
};

}  // namespace sparekey::tls

#endif
