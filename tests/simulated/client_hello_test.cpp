// SPDX-License-Identifier: Apache-2.0
// The largest ClientHello. mbedTLS writes it in one record, which has room for
// MBEDTLS_SSL_OUT_CONTENT_LEN bytes: 2,048 in the configurations of port/mbedtls, so that a
// post-quantum key share will fit once mbedTLS brings one. Until then suites that are offered again
// and again take its place.
#include <mbedtls/ssl.h>

#include "support/attempt.hpp"
#include "world_test.hpp"

namespace {

size_t g_more_suites = 0;
bool g_of_1_3 = false;  // a session's hello offers those of its version alone
std::vector<int> g_suites;

}  // namespace

extern "C" {
void __real_mbedtls_ssl_conf_ciphersuites(mbedtls_ssl_config* config, const int* suites);
void __wrap_mbedtls_ssl_conf_ciphersuites(mbedtls_ssl_config* config, const int* suites);
void __wrap_mbedtls_ssl_conf_ciphersuites(mbedtls_ssl_config* config, const int* suites) {
  if (g_more_suites == 0) return __real_mbedtls_ssl_conf_ciphersuites(config, suites);
  g_suites.clear();
  for (; *suites != 0; ++suites) g_suites.push_back(*suites);
  const int more = g_of_1_3 ? g_suites.front() : g_suites.back();
  g_suites.insert(g_suites.end(), g_more_suites, more);
  g_suites.push_back(0);
  __real_mbedtls_ssl_conf_ciphersuites(config, g_suites.data());
}
}

namespace sparekey::test {
namespace {

constexpr size_t kRecord = MBEDTLS_SSL_OUT_CONTENT_LEN;
constexpr size_t kTwoKilobytes = 2048;
static_assert(kRecord >= kTwoKilobytes, "a post-quantum key share and a ticket");

size_t ticket_data = 0;

int make_ticket(SSL* tls, void*) {
  const std::string data(ticket_data, 'x');
  return SSL_SESSION_set1_ticket_appdata(SSL_get_session(tls), data.data(), data.size());
}

// In TLS 1.3 each is to be renewed.
SSL_TICKET_RETURN take_ticket(SSL*, SSL_SESSION*, const unsigned char*, size_t,
                              SSL_TICKET_STATUS status, void*) {
  return status == SSL_TICKET_SUCCESS || status == SSL_TICKET_SUCCESS_RENEW
             ? SSL_TICKET_RETURN_USE_RENEW
             : SSL_TICKET_RETURN_IGNORE_RENEW;
}

// How long the first record of a handshake is, behind a goodbye perhaps. 0: there is none.
size_t first_handshake_record(const std::string& sent) {
  const auto byte = [&](size_t i) { return size_t{static_cast<unsigned char>(sent.at(i))}; };
  for (size_t at = 0; at < sent.size();) {
    const size_t size = (byte(at + 3) << 8) + byte(at + 4);
    if (byte(at) == 0x16) return size;
    at += 5 + size;
  }
  return 0;
}

// It is sent 300 bytes at a time.
class ClientHelloTest : public WorldTest, public testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    if (is_1_3() && !client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS offers no TLS 1.3";
    g_of_1_3 = is_1_3();
    world_.most_per_call = 300;
    open(253);
  }
  void TearDown() override {
    g_more_suites = 0;
    WorldTest::TearDown();
  }

  static bool is_1_3() { return GetParam() == TLS1_3_VERSION; }

  // For a server with a name of that length: 253, or a little less.
  void open(size_t name) {
    const std::string label(63, 'a');
    host_ = label + '.' + label + '.' + label + '.' + std::string(name - 192, 'a');
    device_.config.host = host_;
    CertificateSpec leaf;
    leaf.alt_names = "DNS:" + host_;
    ServerTls tls = with_leaf(leaf);
    tls.min_version = tls.max_version = GetParam();
    service_.context = make_context(tls);
    SSL_CTX_set_session_ticket_cb(service_.context.get(), make_ticket, take_ticket, nullptr);
    device_.open();
  }

  // A call over a new connection, and how long its ClientHello was.
  size_t hello(const Outcome& expected_outcome = success()) {
    world_.now_ms += 45'001;
    world_.sent.clear();
    service_.resumed = 0;
    EXPECT_EQ(outcome(send_code()), expected_outcome);
    return first_handshake_record(world_.sent);
  }

  // Makes it `size` bytes long.
  void fill(size_t size) {
    g_more_suites = 0;
    open(253);
    const size_t missing = size - hello();
    g_more_suites = (missing + 1) / 2;
    open(missing % 2 == 0 ? 253 : 252);
  }

  std::string host_;
};

TEST_P(ClientHelloTest, OfTwoKilobytes) {
  fill(kTwoKilobytes);
  EXPECT_EQ(hello(), kTwoKilobytes);
}

TEST_P(ClientHelloTest, AsLongAsARecord) {
  fill(kRecord);
  EXPECT_EQ(hello(), kRecord);
}

TEST_P(ClientHelloTest, LongerThanARecordIsToldAndNothingOfItSent) {
  fill(kRecord + 1);
  EXPECT_EQ(hello(expected(Code::handshake_failed, Delivery::not_sent, Advice::check_trust)), 0u);
}

// The session is what makes it too long: the same call goes on without it.
TEST_P(ClientHelloTest, LongerThanARecordByItsTicket) {
  fill(kRecord - 100);
  ticket_data = 300;
  EXPECT_EQ(hello(), kRecord - 100);
  EXPECT_EQ(hello(), kRecord - 100);
  EXPECT_EQ(service_.resumed, 0);
}

// What bounds it is the largest ticket that is kept: that leaves 608 bytes for the rest, and for
// what a HelloRetryRequest adds. One that did not fit would cost a connection in vain.
TEST_P(ClientHelloTest, WithTheLargestTicket) {
  size_t longest = 0;
  for (ticket_data = 1200; ticket_data <= 1500; ticket_data += 16) {
    open(253);
    world_.connects.clear();
    (void)hello();
    const size_t size = hello();
    EXPECT_EQ(world_.connects.size(), 2u) << ticket_data;
    if (service_.resumed == 1 && size > longest) longest = size;
  }
  EXPECT_GE(longest, is_1_3() ? 1940u : 1825u);
  EXPECT_LE(longest, kRecord);
}

INSTANTIATE_TEST_SUITE_P(Versions, ClientHelloTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const testing::TestParamInfo<int>& version) {
                           return version.param == TLS1_3_VERSION ? "Tls13" : "Tls12";
                         });

}  // namespace
}  // namespace sparekey::test
