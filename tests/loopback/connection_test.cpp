// SPDX-License-Identifier: Apache-2.0
// The connection between calls: kept while it may be, replaced without fuss when it died.
#include <gtest/gtest.h>

#include "support/rig.hpp"

namespace sparekey::test {
namespace {

TEST(Connection, IsKeptBetweenCalls) {
  Rig rig({ok(kSent), ok(kSent), ok(kVerified), ok(kReset)});
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  EXPECT_EQ(rig.client().send_code(by_phone()).code, Code::ok);
  VerifyAnswer verified;
  EXPECT_EQ(rig.client().verify(by_email(), "1", &verified).code, Code::ok);
  const std::string token = str(verified.password_reset_token);
  ResetRequest request;
  request.password_reset_token = token;
  request.password = "p";
  EXPECT_EQ(rig.client().reset(request).code, Code::ok);
  const Statistics counted = rig.client().statistics();
  EXPECT_EQ(counted.connections, 1u);
  EXPECT_EQ(counted.handshakes, 1u);
  rig.client().close();
  const auto records = rig.server.stop();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(records[0].close_notify_received);
}

// The server ends the idle connection in one way or another; the next call finds that out, makes a
// new one and succeeds.
class DeadIdleTest : public testing::TestWithParam<Ending> {};

TEST_P(DeadIdleTest, IsReplaced) {
  const Chain chain = make_chain();
  const ScriptedService second({ok(kSent)});
  Event may_end;
  Server server(ServerTls(chain), [&](Peer& peer) {
    if (peer.index() > 0) return second(peer);
    peer.handshake();
    peer.read_request();
    peer.send(ok(kSent));
    peer.wait_for(may_end);
    if (GetParam() == Ending::close_notify) peer.close_notify();
    if (GetParam() == Ending::keep) peer.send("x");  // a stray byte
    if (GetParam() == Ending::reset) peer.reset();
    if (GetParam() == Ending::tcp_end) return;
    peer.wait_for_end();
  });
  Device device(server.address(), chain.root_pem());
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  may_end.set();
  device.watched().wait_for_arrival();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(device.client().statistics().connections, 2u);
  EXPECT_EQ(second.requests().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Endings, DeadIdleTest,
                         testing::Values(Ending::close_notify, Ending::tcp_end, Ending::reset,
                                         Ending::keep));

TEST(Connection, TooLongIdleIsReplaced) {
  Rig rig({ok(kSent), ok(kSent)});
  rig.device.config.idle_limit_ms = -1;  // any silence is too long
  rig.device.open();
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  EXPECT_EQ(rig.connections(), 2u);
}

TEST(Connection, IsNewAfterReopening) {
  Rig rig({ok(kSent), ok(kSent)});
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  rig.device.open();
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  rig.client().close();
  EXPECT_EQ(rig.server.stop().size(), 2u);
}

TEST(Connection, BadArgumentKeepsIt) {
  Rig rig({ok(kSent)});
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  EXPECT_EQ(rig.client().send_code(by_email("")).code, Code::bad_argument);
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

TEST(Connection, PhasesAreToldInOrder) {
  Rig rig({ok(keys("")), ok(kSent)});
  std::string phases;
  rig.device.config.on_phase_context = &phases;
  rig.device.config.on_phase = [](void* context, Phase phase) {
    *static_cast<std::string*>(context) += str(name(phase)) + " ";
  };
  rig.device.open();
  SystemAnswer answer;
  EXPECT_EQ(rig.client().system(&answer).code, Code::ok);
  EXPECT_EQ(phases, "connecting securing sending waiting receiving idle ");
  phases.clear();
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::ok);
  EXPECT_EQ(phases, "sending waiting receiving idle ");
}

TEST(Connection, RefusedIsConnectFailed) {
  const Chain chain = make_chain();
  uint16_t tcp_port = 0;
  { const Descriptor closed_at_once = listen_on_loopback(Family::ipv4, 1, &tcp_port); }
  Device device("127.0.0.1:" + std::to_string(tcp_port), chain.root_pem());
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())),
            expected(Code::connect_failed, Delivery::not_sent, Advice::retry));
}

TEST(Connection, UnknownNameIsNotResolved) {
  const Chain chain = make_chain();
  Device device("no-such-host.invalid:443", chain.root_pem());
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())),
            expected(Code::name_not_resolved, Delivery::not_sent, Advice::retry));
}

TEST(Connection, NameIsLookedUp) {
  CertificateSpec leaf;
  leaf.alt_names = "DNS:localhost";
  const Chain chain = make_chain(leaf);
  Server server(ServerTls(chain), ScriptedService({ok(kSent)}));
  Device device("", chain.root_pem());
  const std::string host = "https://localhost:" + std::to_string(server.tcp_port());
  device.config.host = host;
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  device.client().close();
  const auto records = server.stop();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].sni, "localhost");
}

}  // namespace
}  // namespace sparekey::test
