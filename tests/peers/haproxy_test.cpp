// SPDX-License-Identifier: Apache-2.0
// Behind HAProxy, which ends the TLS or passes it through.
#include "haproxy.hpp"

#include <signal.h>

#include "front_test.hpp"
#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

struct HaproxyCase {
  const char* name;
  const char* bind;
  const char* defaults;
  uint32_t connections;         // that two recoveries take
  const char* tls = "";         // the version that must be taken
  KeyKind key = KeyKind::p256;  // of the certificate
};

void PrintTo(const HaproxyCase& c, std::ostream* out) { *out << c.name; }

const HaproxyCase kHaproxyCases[] = {
    {"AsItComes", "", "", 1},
    {"RsaCertificate", "", "", 1, "", KeyKind::rsa2048},
    {"Tls12Only", "ssl-max-ver TLSv1.2", "", 1, kTls12},
    {"Tls13Only", "ssl-min-ver TLSv1.3", "", 1, kTls13},
    {"Tls12WithoutTickets", "ssl-max-ver TLSv1.2 no-tls-tickets", "option httpclose",
     kRecoveryRequests, kTls12},
    {"Tls13WithoutTickets", "ssl-min-ver TLSv1.3 no-tls-tickets", "option httpclose",
     kRecoveryRequests, kTls13},
    {"NoKeepAlive", "", "option httpclose", kRecoveryRequests},
    {"Http2Offered", "alpn h2,http/1.1", "", 1},
};

class HaproxyTest : public testing::TestWithParam<HaproxyCase> {
 protected:
  void SetUp() override { skip_without("haproxy"); }
};

TEST_P(HaproxyTest, RecoversTwice) {
  const HaproxyCase& c = GetParam();
  if (c.tls == kTls13 && !client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS has no TLS 1.3";
  const support::EmulatorProcess emulator;
  CertificateSpec leaf;
  leaf.key = c.key;
  const Chain chain = make_chain(leaf);
  Haproxy::Setup setup;
  setup.server = haproxy_to(emulator);
  setup.bind = c.bind;
  setup.defaults = c.defaults;
  const Haproxy haproxy(chain, setup);
  Device device(haproxy.address(), chain.root_pem());
  device.open();
  recover_twice(device, emulator);
  expect_traffic({c.connections, c.connections - 1, "1", c.tls}, haproxy, device);
}

INSTANTIATE_TEST_SUITE_P(Servers, HaproxyTest, testing::ValuesIn(kHaproxyCases),
                         case_name<HaproxyCase>);

class HaproxyBetweenCallsTest : public BetweenCallsTest {
 protected:
  void SetUp() override { skip_without("haproxy"); }

  void run(Haproxy::Setup setup, const std::function<void(Haproxy&)>& happen) {
    setup.server = haproxy_to(emulator_);
    Haproxy haproxy(chain_, setup);
    Device device(haproxy.address(), chain_.root_pem());
    device.open();
    happens_between_calls(device, [&] { happen(haproxy); });
  }

  // Trusts the emulator itself.
  std::unique_ptr<Device> device_through(const Haproxy& haproxy) {
    auto device =
        std::make_unique<Device>(haproxy.address(), support::read_file(emulator_.ca_file()));
    device->config.host = "localhost";
    device->open();
    return device;
  }

  Haproxy::Setup pass_through() {
    Haproxy::Setup setup;
    setup.tcp = true;
    setup.server = "127.0.0.1:" + emulator_.port();
    return setup;
  }
};

TEST_F(HaproxyBetweenCallsTest, AnIdleConnectionIsClosed) {
  Haproxy::Setup setup;
  setup.defaults = "timeout http-keep-alive 1ms";
  run(setup, [](Haproxy&) {});
}

TEST_F(HaproxyBetweenCallsTest, Restart) {
  run({}, [](Haproxy& haproxy) {
    haproxy.stop(SIGTERM);
    haproxy.start();
  });
}

TEST_F(HaproxyBetweenCallsTest, KilledAndStarted) {
  run({}, [](Haproxy& haproxy) {
    haproxy.stop(SIGKILL);
    haproxy.start();
  });
}

TEST_F(HaproxyBetweenCallsTest, TlsIsPassedThrough) {
  const Haproxy haproxy(chain_, pass_through());
  const auto device = device_through(haproxy);
  recover_twice(*device, emulator_);
  EXPECT_EQ(device->client().statistics().connections, 1u);
  EXPECT_EQ(emulator_.requests().size(), kRecoveryRequests);
}

TEST_F(HaproxyBetweenCallsTest, APassedThroughConnectionIsShut) {
  const Haproxy haproxy(chain_, pass_through());
  const auto device = device_through(haproxy);
  happens_between_calls(*device, [&] { haproxy.shut_sessions(); });
}

}  // namespace
}  // namespace sparekey::test
