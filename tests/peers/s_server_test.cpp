// SPDX-License-Identifier: Apache-2.0
// Against `openssl s_server`, which knows nothing of us.
#include "s_server.hpp"

#include <gtest/gtest.h>

#include "support/answers.hpp"
#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

enum class Trouble { none, expired, not_yet_valid, wrong_name, self_signed, unknown_ca, no_above };

struct OpensslServerCase {
  const char* name;
  Trouble trouble;
  std::vector<std::string> options;
  Code code;
};

void PrintTo(const OpensslServerCase& c, std::ostream* out) { *out << c.name; }

const OpensslServerCase kOpensslServerCases[] = {
    {"Good", Trouble::none, {}, Code::ok},
    {"GoodTls12", Trouble::none, {"-tls1_2"}, Code::ok},
    {"Expired", Trouble::expired, {}, Code::certificate_expired},
    {"NotYetValid", Trouble::not_yet_valid, {}, Code::certificate_not_yet_valid},
    {"WrongName", Trouble::wrong_name, {}, Code::certificate_name_mismatch},
    {"SelfSigned", Trouble::self_signed, {}, Code::certificate_untrusted},
    {"UnknownCa", Trouble::unknown_ca, {}, Code::certificate_untrusted},
    {"IntermediateMissing", Trouble::no_above, {}, Code::certificate_untrusted},
    {"Tls11Only", Trouble::none, {"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"}, Code::handshake_failed},
    {"StaticRsaOnly",
     Trouble::none,
     {"-tls1_2", "-cipher", "AES128-GCM-SHA256:AES256-GCM-SHA384"},
     Code::handshake_failed},
    {"CbcOnly",
     Trouble::none,
     {"-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA256:ECDHE-RSA-AES128-SHA"},
     Code::handshake_failed},
};

CertificateSpec leaf_with(Trouble trouble) {
  CertificateSpec spec;
  spec.key = KeyKind::rsa2048;
  if (trouble == Trouble::expired) spec.not_after_s = now_s() - 2;
  if (trouble == Trouble::not_yet_valid) spec.not_before_s = now_s() + kDay;
  if (trouble == Trouble::wrong_name) spec.alt_names = "DNS:other.example.test";
  return spec;
}

class OpensslServerTest : public testing::TestWithParam<OpensslServerCase> {};

TEST_P(OpensslServerTest, IsTrustedOrNot) {
  const OpensslServerCase& c = GetParam();
  const Chain chain = make_chain(leaf_with(c.trouble));
  Credential own = chain.leaf;
  if (c.trouble == Trouble::self_signed) own = self_signed(leaf_with(c.trouble));
  std::vector<Certificate> above = {chain.intermediate.certificate};
  if (c.trouble == Trouble::no_above || c.trouble == Trouble::self_signed) above.clear();
  const std::string ca_pem =
      c.trouble == Trouble::unknown_ca ? make_chain().root_pem() : chain.root_pem();

  OpensslServer server(own, above, c.options, ok(keys("a key")));
  Device device(server.address(), ca_pem);
  device.open();
  SystemAnswer answer;
  const Result result = device.client().system(&answer);
  EXPECT_EQ(outcome(result), c.code == Code::ok ? success() : trust_refused(c.code));
  EXPECT_EQ(str(answer.rsa_public_key), c.code == Code::ok ? "a key" : "");
}

INSTANTIATE_TEST_SUITE_P(Servers, OpensslServerTest, testing::ValuesIn(kOpensslServerCases),
                         case_name<OpensslServerCase>);

}  // namespace
}  // namespace sparekey::test
