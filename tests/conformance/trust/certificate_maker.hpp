// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CONFORMANCE_CERTIFICATE_MAKER_HPP
#define SPAREKEY_CONFORMANCE_CERTIFICATE_MAKER_HPP

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "clauses.hpp"
#include "support/keys.hpp"

namespace sparekey::test {

// Time ::= UTCTime until 2049, GeneralizedTime from then on. "-1d" or "+30y" from `now_s` on; a
// moment, "20491231235959"; "U:" or "G:" and whatever shall stand there.
std::string time_der(const std::string& text, int64_t now_s);
int64_t seconds_of(const std::string& moment);

// Name ::= one CN. "utf8:", "printable:", "teletex:" or "bmp:" in front says how it is written;
// "empty" is no name at all. `units`: so many organizational units of 64 letters in front.
std::string name_der(const std::string& text, int units = 0);

// Makes the certificates of one row, each when it is first asked for.
class CertificateMaker {
 public:
  CertificateMaker(const Clauses& clauses, int64_t now_s) : clauses_(clauses), now_s_(now_s) {}

  const std::string& certificate(const std::string& name);  // in DER
  Key key(const std::string& name);
  std::string subject(const std::string& name);
  std::string serial(const std::string& name);  // the INTEGER's octets

  // A clause about what is nowhere in the row is a mistake in the table.
  void expect_all_used(const Clauses& clauses) const;

 private:
  std::string make(const std::string& name);
  const Words& words(const std::string& name);

  Clauses clauses_;
  int64_t now_s_;
  std::map<std::string, std::string> made_;
  std::set<std::string> used_;
};

// `tbs` with the AlgorithmIdentifier and signature that `words` ask of `signer`.
std::string signed_der(const std::string& tbs, const Words& words, const Key& signer);
std::string inner_algorithm(const Words& words, const Key& signer);

}  // namespace sparekey::test

#endif
