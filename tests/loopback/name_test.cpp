// SPDX-License-Identifier: Apache-2.0
// Whose name counts, what of it the server is told, and hosts that are addresses. What names match
// stands in tests/conformance/trust.
#include <gtest/gtest.h>

#include "support/attempt.hpp"

namespace sparekey::test {
namespace {

// The name that counts is that of the host, not of where the connection goes.
TEST(Name, OfConnectToCountsForNothing) {
  CertificateSpec leaf;
  leaf.alt_names = "DNS:localhost,IP:127.0.0.1";
  const Chain chain = make_chain(leaf);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome,
            trust_refused(Code::certificate_name_mismatch));
  std::string by_name;
  const auto connect_by_name = [&by_name](Config& config) {
    by_name = "localhost" + str(config.connect_to).substr(std::string("127.0.0.1").size());
    config.connect_to = by_name;
  };
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem(), connect_by_name).outcome,
            trust_refused(Code::certificate_name_mismatch));
  EXPECT_EQ(by_name.rfind("localhost:", 0), 0u);
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
