// SPDX-License-Identifier: Apache-2.0
// Behind nginx, which ends the TLS and asks the emulator.
#include "nginx.hpp"

#include <signal.h>

#include "front_test.hpp"
#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

struct NginxCase {
  const char* name;
  const char* directives;
  uint32_t connections;         // that two recoveries take
  const char* tls = "";         // the only version; empty: whatever both like best
  const char* transfer = "-";   // Transfer-Encoding of the answers
  KeyKind key = KeyKind::p256;  // of the certificate
  bool http2 = false;
  bool new_sessions = false;  // no session is ever resumed
};

void PrintTo(const NginxCase& c, std::ostream* out) { *out << c.name; }

constexpr char kSessionIds[] =
    "keepalive_timeout 0; ssl_session_tickets off; ssl_session_cache shared:ids:1m; ";
constexpr char kNoSessions[] =
    "keepalive_timeout 0; ssl_session_tickets off; ssl_session_cache off; ";

// A filter that changes nothing, but nginx cannot know the length beforehand.
constexpr char kChunked[] =
    "proxy_buffering off; sub_filter_types *; sub_filter 'no such text' ''; ";

const NginxCase kNginxCases[] = {
    {"AsItComes", "", 1},
    {"RsaCertificate", "", 1, "", "-", KeyKind::rsa2048},
    {"Tls12Only", "", 1, kTls12},
    {"Tls13Only", "", 1, kTls13},
    {"Tls12WithTickets", "keepalive_timeout 0; ssl_session_tickets on; ", kRecoveryRequests,
     kTls12},
    {"Tls13WithTickets", "keepalive_timeout 0; ssl_session_tickets on; ", kRecoveryRequests,
     kTls13},
    {"Tls12WithSessionIds", kSessionIds, kRecoveryRequests, kTls12},
    {"Tls13WithSessionIds", kSessionIds, kRecoveryRequests, kTls13},
    {"Tls12WithoutSessions", kNoSessions, kRecoveryRequests, kTls12, "-", KeyKind::p256, false,
     true},
    {"Tls13WithoutSessions", kNoSessions, kRecoveryRequests, kTls13, "-", KeyKind::p256, false,
     true},
    {"NoKeepAlive", "keepalive_timeout 0; ", kRecoveryRequests},
    {"TwoRequestsPerConnection", "keepalive_requests 2; ", kRecoveryRequests / 2},
    {"ChunkedAnswers", kChunked, 1, "", "chunked"},
    {"Http2Offered", "", 1, "", "-", KeyKind::p256, true},
};

class NginxTest : public testing::TestWithParam<NginxCase> {
 protected:
  void SetUp() override { skip_without("nginx"); }
};

TEST_P(NginxTest, RecoversTwice) {
  const NginxCase& c = GetParam();
  if (c.tls == kTls13 && !client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS has no TLS 1.3";
  const support::EmulatorProcess emulator;
  CertificateSpec leaf;
  leaf.key = c.key;
  const Chain chain = make_chain(leaf);
  Nginx::Setup setup;
  setup.server = c.directives;
  if (*c.tls != '\0') setup.server += std::string("ssl_protocols ") + c.tls + "; ";
  setup.location = nginx_pass_to(emulator);
  setup.http2 = c.http2;
  const Nginx nginx(chain, setup);
  Device device(nginx.address(), chain.root_pem());
  device.open();
  recover_twice(device, emulator);
  const uint32_t resumptions = c.new_sessions ? 0 : c.connections - 1;
  const auto seen = expect_traffic({c.connections, resumptions, "r", c.tls}, nginx, device);
  EXPECT_EQ(values(seen, "transfer"), std::set<std::string>{c.transfer});
}

INSTANTIATE_TEST_SUITE_P(Servers, NginxTest, testing::ValuesIn(kNginxCases), case_name<NginxCase>);

class NginxBetweenCallsTest : public BetweenCallsTest {
 protected:
  void SetUp() override { skip_without("nginx"); }

  void run(const Nginx::Setup& changes, const std::function<void(Nginx&)>& happen) {
    Nginx::Setup setup = changes;
    setup.location = nginx_pass_to(emulator_);
    Nginx nginx(chain_, setup);
    Device device(nginx.address(), chain_.root_pem());
    device.open();
    happens_between_calls(device, [&] { happen(nginx); });
  }
};

TEST_F(NginxBetweenCallsTest, AnIdleConnectionIsClosed) {
  Nginx::Setup setup;
  setup.server = "keepalive_timeout 1ms; ";
  run(setup, [](Nginx&) {});
}

TEST_F(NginxBetweenCallsTest, Reload) {
  Nginx::Setup setup;
  setup.workers = true;
  run(setup, [](Nginx& nginx) { nginx.signal(SIGHUP); });  // what `nginx -s reload` sends
}

TEST_F(NginxBetweenCallsTest, Restart) {
  run({}, [](Nginx& nginx) {
    nginx.stop(SIGQUIT);
    nginx.start();
  });
}

TEST_F(NginxBetweenCallsTest, KilledAndStarted) {
  run({}, [](Nginx& nginx) {
    nginx.stop(SIGKILL);
    nginx.start();
  });
}

TEST_F(NginxBetweenCallsTest, GoneForACall) {
  Nginx::Setup setup;
  setup.location = nginx_pass_to(emulator_);
  Nginx nginx(chain_, setup);
  Device device(nginx.address(), chain_.root_pem());
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  nginx.stop(SIGKILL);
  device.watched().wait_for_arrival();
  EXPECT_EQ(outcome(device.client().send_code(by_phone())),
            expected(Code::connect_failed, Delivery::not_sent, Advice::retry));
  nginx.start();
  EXPECT_EQ(outcome(device.client().send_code(by_phone())), success());
  EXPECT_EQ(emulator_.requests().size(), 2u);
}

}  // namespace
}  // namespace sparekey::test
