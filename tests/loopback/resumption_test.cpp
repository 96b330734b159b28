// SPDX-License-Identifier: Apache-2.0
// Resumed sessions over TCP, and what they may not stand for.
#include <gtest/gtest.h>

#include "support/rig.hpp"

namespace sparekey::test {
namespace {

// Which of the server's connections were resumed.
std::vector<bool> resumed(Rig& rig) {
  rig.client().close();
  std::vector<bool> all;
  for (const ConnectionRecord& record : rig.server.stop()) all.push_back(record.resumed);
  return all;
}

TEST(Resumption, BehindConnectionClose) {
  const Answer last(http(200, kSent, "connection: close\r\n"));
  Rig rig({last, last, last});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
  EXPECT_EQ(rig.client().statistics().resumptions, 2u);
  EXPECT_EQ(resumed(rig), (std::vector<bool>{false, true, true}));
}

TEST(Resumption, BehindALostAnswer) {
  Rig rig({ending("", Ending::tcp_end), ok(kSent)});
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::connection_lost);
  EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
  EXPECT_EQ(resumed(rig), (std::vector<bool>{false, true}));
}

// A server that cannot bear the session it made.
TEST(Resumption, OneThatIsResetIsDoneAgainInFull) {
  const ScriptedService answers({ok(kSent), ok(kSent)});
  const Chain chain = make_chain();
  Server server(ServerTls(chain), [&](Peer& peer) {
    if (peer.index() == 1) {
      peer.read_raw();
      peer.reset();
    }
    answers(peer);
  });
  Device device(server.address(), chain.root_pem());
  device.config.idle_limit_ms = -1;  // any silence is too long
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  device.client().close();
  const auto records = server.stop();
  ASSERT_EQ(records.size(), 3u);
  EXPECT_FALSE(records[2].resumed);
  EXPECT_EQ(answers.requests().size(), 2u);
}

// The clock moves past the certificate's end while nobody calls.
TEST(Resumption, IsOverWithTheCertificate) {
  static int64_t clock_s;
  CertificateSpec leaf;
  leaf.not_after_s = now_s() + 3600;
  const Chain chain = make_chain(leaf);
  const ScriptedService answers({ok(kSent), ok(kSent), ok(kSent)});
  Server server(ServerTls(chain), answers);
  Device device(server.address(), chain.root_pem());
  device.config.idle_limit_ms = -1;
  device.port.wall_clock_s = [](void*) { return clock_s; };
  clock_s = now_s();
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(device.client().statistics().resumptions, 1u);
  clock_s = leaf.not_after_s + 1;
  const Result result = device.client().send_code(by_email());
  EXPECT_EQ(result.code, Code::certificate_expired);
  EXPECT_EQ(result.delivery, Delivery::not_sent);
  EXPECT_EQ(answers.requests().size(), 2u);
}

}  // namespace
}  // namespace sparekey::test
