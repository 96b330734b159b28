// SPDX-License-Identifier: Apache-2.0
// Sessions that are resumed by the next connection, and those that must not be.
#include "support/attempt.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

class ResumptionTest : public WorldTest, public testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    if (is_1_3() && !client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS offers no TLS 1.3";
    restart_server(ServerTls(chain_));
  }

  static bool is_1_3() { return GetParam() == TLS1_3_VERSION; }
  SSL_CTX* server() { return service_.context.get(); }

  // With new keys for its tickets and an empty cache.
  void restart_server(ServerTls tls) {
    tls.min_version = tls.max_version = GetParam();
    service_.context = make_context(tls);
  }

  // A call that works, over a new connection, and whether that was resumed.
  void expect_new_connection(bool resumed) {
    world_.now_ms += 45'001;
    const int before = service_.resumed;
    const size_t connects = world_.connects.size();
    const uint32_t counted = device_.client().statistics().resumptions;
    EXPECT_EQ(outcome(send_code()), success());
    EXPECT_EQ(world_.connects.size(), connects + 1);
    EXPECT_EQ(service_.resumed - before, resumed ? 1 : 0);
    EXPECT_EQ(device_.client().statistics().resumptions - counted, resumed ? 1u : 0u);
  }

  void expect_refused(Code code) {
    world_.now_ms += 45'001;
    EXPECT_EQ(outcome(send_code()), trust_refused(code));
    EXPECT_EQ(service_.resumed, 0);
    EXPECT_EQ(service_.requests.size(), 1u);
  }
};

TEST_P(ResumptionTest, AfterTheIdleLimitAgainAndAgain) {
  ASSERT_EQ(outcome(send_code()), success());
  for (int i = 0; i < 3; ++i) expect_new_connection(true);
  EXPECT_EQ(device_.client().statistics().handshakes, 4u);
}

TEST_P(ResumptionTest, AfterTheServerDroppedTheConnection) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.fail_at_io_call = world_.io_calls + 1;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 2u);
  EXPECT_EQ(service_.resumed, 1);
}

// In TLS 1.3 the client ends the handshake: what has come since was not awaited yet.
TEST_P(ResumptionTest, AfterTheServerDroppedAPreparedConnection) {
  ASSERT_EQ(outcome(device_.client().prepare()),
            expected(Code::ok, Delivery::not_sent, Advice::none));
  world_.fail_at_io_call = world_.io_calls + 1;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 2u);
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_P(ResumptionTest, WithoutTickets) {
  SSL_CTX_set_options(server(), SSL_OP_NO_TICKET);  // ids, or what TLS 1.3 has instead
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(true);
  expect_new_connection(true);
}

TEST_P(ResumptionTest, NotWhereTheServerKeepsAndSendsNothing) {
  SSL_CTX_set_options(server(), SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(server(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(server(), 0);
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(false);
}

TEST_P(ResumptionTest, ARefusedOneFallsBackInTheSameConnection) {
  ASSERT_EQ(outcome(send_code()), success());
  restart_server(ServerTls(chain_));
  expect_new_connection(false);
  expect_new_connection(true);
}

TEST_P(ResumptionTest, OfAServerByItsAddress) {
  CertificateSpec leaf;
  leaf.alt_names = "IP:0.0.0.1";
  restart_server(with_leaf(leaf));
  device_.config.host = "0.0.0.0";  // the world's first host
  device_.open();
  EXPECT_EQ(send_code().code, Code::certificate_name_mismatch);
  leaf.alt_names = "IP:0.0.0.0";
  restart_server(with_leaf(leaf));
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(true);
}

TEST_P(ResumptionTest, ANewCertificateIsVerified) {
  ASSERT_EQ(outcome(send_code()), success());
  CertificateSpec leaf;
  leaf.alt_names = "DNS:other.example.test";
  restart_server(with_leaf(leaf));
  expect_refused(Code::certificate_name_mismatch);
}

TEST_P(ResumptionTest, NotWhereTheCertificateExpiredMeanwhile) {
  CertificateSpec leaf;
  leaf.not_after_s = now_s() + 3600;
  restart_server(with_leaf(leaf));
  ASSERT_EQ(outcome(send_code()), success());
  world_.wall_clock_s = leaf.not_after_s + 1;
  expect_refused(Code::certificate_expired);
}

TEST_P(ResumptionTest, UntilTheCertificateExpires) {
  CertificateSpec leaf;
  leaf.not_after_s = now_s() + 3600;
  restart_server(with_leaf(leaf));
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(true);
  world_.wall_clock_s = leaf.not_after_s;
  expect_new_connection(true);
  // The resumed session is valid no longer than the first.
  world_.wall_clock_s = leaf.not_after_s + 1;
  world_.now_ms += 45'001;
  EXPECT_EQ(send_code().code, Code::certificate_expired);
  EXPECT_EQ(service_.resumed, 2);
}

TEST_P(ResumptionTest, FromTheSecondTheCertificateIsValid) {
  CertificateSpec leaf;
  leaf.not_before_s = now_s() - 10;
  restart_server(with_leaf(leaf));
  ASSERT_EQ(outcome(send_code()), success());
  world_.wall_clock_s = leaf.not_before_s;
  expect_new_connection(true);
}

TEST_P(ResumptionTest, NotWhereTheClockWasSetBack) {
  CertificateSpec leaf;
  leaf.not_before_s = now_s() - 10;
  restart_server(with_leaf(leaf));
  ASSERT_EQ(outcome(send_code()), success());
  world_.wall_clock_s = leaf.not_before_s - 1;
  expect_refused(Code::certificate_not_yet_valid);
}

TEST_P(ResumptionTest, NotWhereTheClockWasLost) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.wall_clock_s = -1;
  expect_refused(Code::clock_not_set);
}

TEST_P(ResumptionTest, NotInAClientOpenedAnew) {
  const Pin good = pin_of(chain_.leaf.certificate);
  device_.config.pins = &good;
  device_.config.pin_count = 1;
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(true);
  service_.resumed = 0;
  service_.requests.clear();
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(service_.resumed, 0);
  const Pin other = pin_of(make_chain().leaf.certificate);
  device_.config.pins = &other;
  device_.open();
  expect_refused(Code::pin_mismatch);
}

// Whatever is lost in a resumed handshake, the same call tries a full one.
TEST_P(ResumptionTest, OneThatBreaksIsDoneAgainInFull) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.now_ms += 45'001;
  world_.fail_at_io_call = world_.io_calls + 4;  // a look, a goodbye, the hello
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 3u);
  EXPECT_EQ(service_.requests.size(), 2u);
  EXPECT_EQ(device_.client().statistics().resumptions, 0u);
}

TEST_P(ResumptionTest, OneThatIsNeverAnsweredIsNotOfferedAgain) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.now_ms += 45'001;
  world_.hosts = {Host::deaf};
  EXPECT_EQ(send_code().code, Code::timed_out);
  world_.hosts = {Host::answers};
  expect_new_connection(false);
  expect_new_connection(true);
}

// RFC 5246 section 7.2.2.
TEST_P(ResumptionTest, NotBehindAFatalAlert) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.server().outbox() += std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x');
  expect_new_connection(false);
  expect_new_connection(true);
}

int make_large_ticket(SSL* tls, void*) {
  const std::string data(15'000, 'x');
  return SSL_SESSION_set1_ticket_appdata(SSL_get_session(tls), data.data(), data.size());
}

SSL_TICKET_RETURN take_large_ticket(SSL*, SSL_SESSION*, const unsigned char*, size_t,
                                    SSL_TICKET_STATUS status, void*) {
  return status == SSL_TICKET_SUCCESS ? SSL_TICKET_RETURN_USE : SSL_TICKET_RETURN_IGNORE_RENEW;
}

// It would not fit a ClientHello.
TEST_P(ResumptionTest, ALargeTicketIsNotKept) {
  SSL_CTX_set_session_ticket_cb(server(), make_large_ticket, take_large_ticket, nullptr);
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(false);
  expect_new_connection(false);
}

TEST_P(ResumptionTest, ATicketBetweenTwoCalls) {
  if (!is_1_3()) GTEST_SKIP() << "tickets come in the handshake";
  SSL_CTX_set_num_tickets(server(), 0);
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(false);
  world_.server().send_tickets(1);
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 2u);
  expect_new_connection(true);
  world_.server().send_tickets(1);  // found when the connection is too old already
  expect_new_connection(true);
}

TEST_P(ResumptionTest, AFloodOfTickets) {
  if (!is_1_3()) GTEST_SKIP() << "tickets come in the handshake";
  SSL_CTX_set_num_tickets(server(), 200);
  ASSERT_EQ(outcome(send_code()), success());
  expect_new_connection(true);
  // More than a look reads: the connection is given up, not the call.
  world_.server().send_tickets(100);
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 3u);
  EXPECT_EQ(service_.resumed, 2);
}

// The one thing that may come without end while an answer is awaited.
TEST_P(ResumptionTest, TicketsInsteadOfAnAnswerDoNotHoldTheLoop) {
  if (!is_1_3()) GTEST_SKIP() << "tickets come in the handshake";
  ASSERT_EQ(outcome(send_code()), success());
  service_.mute = true;
  Client& client = device_.client();
  ASSERT_TRUE(client.begin_send_code(by_email()).ok());
  Wait wait;
  ASSERT_FALSE(client.step(&wait));
  world_.server().send_tickets(1000);
  ASSERT_FALSE(client.step(&wait));
  EXPECT_LE(wait.until_ms, world_.now_ms);
  EXPECT_FALSE(world_.server().outbox().empty());
  EXPECT_EQ(client.finish().code, Code::timed_out);
}

// There the client ends the handshake: nothing of the request can have gone out.
TEST_P(ResumptionTest, WhoseLastFlightIsLostSendsNoRequest) {
  ASSERT_EQ(outcome(send_code()), success());
  world_.trace.clear();
  expect_new_connection(true);
  const std::string& calls = world_.trace;
  const size_t last_flight = calls.rfind('S', calls.rfind('S') - 1);
  ASSERT_NE(last_flight, std::string::npos);
  world_.now_ms += 45'001;
  const size_t requests = service_.requests.size();
  const Statistics before = device_.client().statistics();
  world_.io_calls = 0;
  world_.fail_at_io_call = static_cast<int>(last_flight) + 1;
  world_.fails_for_good = true;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::connection_lost, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(service_.requests.size(), requests);
  EXPECT_EQ(device_.client().statistics().handshakes, before.handshakes);
  EXPECT_EQ(device_.client().statistics().resumptions, before.resumptions);
}

// Wherever it fails: a handshake that begins again without its session is no end of the call.
TEST_P(ResumptionTest, ThatFailsIsNotIdleInBetween) {
  std::string phases;
  device_.config.on_phase_context = &phases;
  device_.config.on_phase = [](void* to, Phase phase) {
    *static_cast<std::string*>(to) += phase == Phase::idle ? 'i' : '.';
  };
  device_.open();
  int again = 0;
  for (int n = 1; n < 12; ++n) {
    world_.fail_at_io_call = 0;
    ASSERT_EQ(outcome(send_code()), success());
    world_.now_ms += 45'001;
    world_.io_calls = 0;
    world_.fail_at_io_call = n;
    phases.clear();
    const size_t connects = world_.connects.size();
    if (send_code().ok() && world_.connects.size() == connects + 2) ++again;
    EXPECT_EQ(phases.find('i'), phases.size() - 1) << n;
  }
  EXPECT_GT(again, 0);
}

TEST_P(ResumptionTest, ByAServerThatForgotTheVersion) {
  if (!is_1_3()) GTEST_SKIP() << "there is none below";
  ASSERT_EQ(outcome(send_code()), success());
  ServerTls tls(chain_);
  tls.max_version = TLS1_2_VERSION;
  service_.context = make_context(tls);
  world_.now_ms += 45'001;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 3u) << "a session binds to its version";
}

// Of RFC 8446's modes psk_dhe_ke alone (section 4.2.9), or the keys of one session would open the
// next.
TEST_P(ResumptionTest, WithFreshKeysOnly) {
  if (!is_1_3()) GTEST_SKIP() << "there every resumption takes its keys from the first session";
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_NE(world_.sent.find(std::string("\x00\x2D\x00\x02\x01\x01", 6)), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Versions, ResumptionTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const testing::TestParamInfo<int>& version) {
                           return version.param == TLS1_3_VERSION ? "Tls13" : "Tls12";
                         });

}  // namespace
}  // namespace sparekey::test
