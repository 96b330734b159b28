// SPDX-License-Identifier: Apache-2.0
// RFC 9525: who a certificate is for is said in subjectAltName, and nowhere else.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

struct Case {
  const char* name;
  const char* host;
  const char* alt_names;
  bool matches;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case kCases[] = {
    {"Same", "api.example.test", "DNS:api.example.test", true},
    {"SameButForCase", "API.example.test", "DNS:api.EXAMPLE.test", true},
    {"SecondEntry", "api.example.test", "DNS:other.test,IP:10.0.0.1,DNS:api.example.test", true},
    {"OnlyInTheCommonName", "api.example.test", "", false},
    {"OnlyInTheCommonNameBesideOthers", "api.example.test", "DNS:other.example.test", false},
    {"AsEmail", "api.example.test", "email:root@api.example.test", false},
    {"AsUri", "api.example.test", "URI:https://api.example.test/", false},
    {"AsUriSpelledAlike", "api.example.test", "URI:api.example.test", false},
    {"AsAddressSpelledAlike", "abcd", "IP:97.98.99.100", false},
    {"Parent", "api.example.test", "DNS:example.test", false},
    {"Child", "example.test", "DNS:api.example.test", false},
    {"Longer", "api.example.test", "DNS:api.example.test.evil.test", false},
    {"Prefix", "api.example.test", "DNS:api.example.tes", false},
    {"WithDotBehind", "api.example.test", "DNS:api.example.test.", false},
    {"Wildcard", "api.example.test", "DNS:*.example.test", true},
    {"WildcardForTwoLabels", "a.b.example.test", "DNS:*.example.test", false},
    {"WildcardForNoLabel", "example.test", "DNS:*.example.test", false},
    {"WildcardInALabel", "foo.example.test", "DNS:f*.example.test", false},
    {"WildcardBehindALabel", "foo.example.test", "DNS:*o.example.test", false},
    {"WildcardInTheMiddle", "a.b.example.test", "DNS:a.*.example.test", false},
    {"WildcardTwice", "a.b.example.test", "DNS:*.*.example.test", false},
    {"WildcardAlone", "localhost", "DNS:*", false},
    {"WildcardForAnAddress", "127.0.0.1", "DNS:*.0.0.1", false},
    {"Ipv4", "127.0.0.1", "IP:127.0.0.1", true},
    {"Ipv4Other", "127.0.0.1", "IP:127.0.0.2", false},
    {"Ipv4AsName", "127.0.0.1", "DNS:127.0.0.1", false},
    {"Ipv4AsNameOfItsBytes", "97.98.99.100", "DNS:abcd", false},
    {"Ipv4InTheCommonNameAlone", "127.0.0.1", "", false},
    {"Ipv6", "[::1]", "IP:::1", true},
    {"Ipv6WrittenLong", "[0:0:0:0:0:0:0:1]", "IP:::1", true},
    {"Ipv6Other", "[::1]", "IP:::2", false},
    {"Ipv6AsName", "[::1]", "DNS:::1", false},
    {"Ipv4MappedIsNotIpv4", "[::ffff:127.0.0.1]", "IP:127.0.0.1", false},
    {"Ipv4IsNotItsMapping", "127.0.0.1", "IP:::ffff:127.0.0.1", false},
    {"NameForAnAddressEntry", "a.b.c.d.test", "IP:127.0.0.1", false},
};

std::string without_brackets(const std::string& host) {
  return host[0] == '[' ? host.substr(1, host.size() - 2) : host;
}

class NameTest : public testing::TestWithParam<Case> {};

TEST_P(NameTest, IsMatchedAgainstTheAltNames) {
  const Case& c = GetParam();
  CertificateSpec leaf;
  leaf.common_name = without_brackets(c.host);
  leaf.alt_names = c.alt_names;
  const Chain chain = make_chain(leaf);
  const Attempt made =
      attempt(ServerTls(chain), chain.root_pem(), [&](Config& config) { config.host = c.host; });
  EXPECT_EQ(made.outcome, c.matches ? success() : trust_refused(Code::certificate_name_mismatch));
  EXPECT_EQ(made.requests, c.matches ? 1u : 0u);
}

INSTANTIATE_TEST_SUITE_P(Names, NameTest, testing::ValuesIn(kCases), case_name<Case>);

// The name that counts is that of the host, not of where the connection goes.
TEST(Name, OfConnectToCountsForNothing) {
  CertificateSpec leaf;
  leaf.alt_names = "DNS:localhost,IP:127.0.0.1";
  const Chain chain = make_chain(leaf);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome,
            trust_refused(Code::certificate_name_mismatch));
}

TEST(Sni, IsTheHostsName) {
  const Chain chain = make_chain();
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).seen.sni, kHost);
}

TEST(Sni, IsAbsentForAddresses) {
  CertificateSpec leaf;
  leaf.alt_names = "IP:127.0.0.1,IP:::1";
  const Chain chain = make_chain(leaf);
  for (const char* host : {"127.0.0.1", "[::1]"}) {
    const Attempt made =
        attempt(ServerTls(chain), chain.root_pem(), [&](Config& config) { config.host = host; });
    EXPECT_EQ(made.outcome, success());
    EXPECT_EQ(made.seen.sni, std::nullopt);
  }
}

TEST(Name, AddressIsConnectedToWithoutAnyLookup) {
  CertificateSpec leaf;
  leaf.alt_names = "IP:127.0.0.1";
  const Chain chain = make_chain(leaf);
  Server server(ServerTls(chain), [](Peer& peer) { peer.handshake(); });
  Device device("", chain.root_pem());
  const std::string host = server.address();
  device.config.host = host;
  device.port.resolve_start = [](void*, const char*, Handle*) -> int { return kPortFailed; };
  device.open();
  EXPECT_EQ(device.client().send_code(by_email()).code, Code::connection_lost);
  EXPECT_EQ(device.client().statistics().handshakes, 1u);
}

TEST(Name, Ipv6HostIsConnectedTo) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 on this machine";
  CertificateSpec leaf;
  leaf.alt_names = "IP:::1";
  const Chain chain = make_chain(leaf);
  Attempt made = attempt(
      ServerTls(chain), chain.root_pem(), [](Config& config) { config.host = "[::1]"; },
      ChangePort(), Family::ipv6);
  EXPECT_EQ(made.outcome, success());
}

}  // namespace
}  // namespace sparekey::test
