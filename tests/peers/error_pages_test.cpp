// SPDX-License-Identifier: Apache-2.0
// What nginx and HAProxy answer themselves, above all when the service behind them is gone: nobody
// knows then whether it acted.
#include <gtest/gtest.h>

#include "haproxy.hpp"
#include "nginx.hpp"
#include "support/case_name.hpp"
#include "support/device.hpp"
#include "support/server.hpp"

namespace sparekey::test {
namespace {

// What stands behind them, on three ports.
class Behind {
 public:
  Behind()
      : silent_(listen_on_loopback(Family::ipv4, 16, &silent_port_)),
        hangs_up_(ServerTls(make_chain()), [](Peer& peer) {
          peer.handshake();
          peer.read_request();
        }) {}

  // `text` with the addresses for NOBODY (no connection is taken), SILENT (taken, never answered)
  // and HANGS_UP (over TLS; the connection ends where the answer should come).
  std::string with_addresses(std::string text) const {
    replace(&text, "NOBODY", nobody_.address());
    replace(&text, "SILENT", "127.0.0.1:" + std::to_string(silent_port_));
    replace(&text, "HANGS_UP", hangs_up_.address());
    return text;
  }

 private:
  static void replace(std::string* text, const std::string& from, const std::string& to) {
    const size_t at = text->find(from);
    if (at != std::string::npos) text->replace(at, from.size(), to);
  }

  const ReservedPort nobody_;
  uint16_t silent_port_ = 0;
  const Descriptor silent_;
  const Server hangs_up_;
};

struct PageCase {
  const char* name;
  const char* what;  // nginx: what to do with a request; HAProxy: the server
  const char* more;  // nginx: directives of the server; HAProxy: lines of `defaults`
  int http_status;
  Code code = Code::http_status;
  int64_t retry_after_s = -1;
};

void PrintTo(const PageCase& c, std::ostream* out) { *out << c.name; }

void expect_page(const Front& front, const Chain& chain, const PageCase& c) {
  Device device(front.address(), chain.root_pem());
  device.open();
  const Result result = device.client().send_code(by_email());
  const Delivery delivery =
      kind_of(c.code) == Kind::service ? Delivery::answered : Delivery::unknown;
  EXPECT_EQ(outcome(result),
            expected(c.code, delivery, advice_for(c.code, delivery, c.http_status)));
  EXPECT_EQ(result.http_status, c.http_status);
  EXPECT_EQ(result.retry_after_s, c.retry_after_s);
  EXPECT_EQ(front.wait_for_seen(1)[0].at("status"), std::to_string(c.http_status));
}

class NginxPageTest : public testing::TestWithParam<PageCase> {
 protected:
  void SetUp() override { skip_without("nginx"); }
};

TEST_P(NginxPageTest, IsToldForWhatItIs) {
  const Behind behind;
  const Chain chain = make_chain();
  Nginx::Setup setup;
  setup.location = behind.with_addresses(GetParam().what);
  setup.server = GetParam().more;
  expect_page(Nginx(chain, setup), chain, GetParam());
}

const PageCase kNginx[] = {
    {"Nobody502", "proxy_pass http://NOBODY;", "", 502},
    {"HangsUp502", "proxy_pass https://HANGS_UP;", "", 502},
    {"Silent504", "proxy_pass http://SILENT; proxy_read_timeout 1ms;", "", 504},
    {"Maintenance503", "return 503;", "add_header Retry-After 7 always; ", 503, Code::http_status,
     7},
    {"TooMany429", "return 429;", "", 429},
    {"BodyTooLarge413", "proxy_pass http://NOBODY; client_max_body_size 1;", "", 413},
    {"Forbidden403", "deny all;", "", 403},
    {"JsonThatIsNoEnvelope", "proxy_pass http://NOBODY;",
     R"(error_page 502 @json; location @json { default_type application/json; )"
     R"(return 502 '{"error":"bad gateway"}'; } )",
     502},
    {"JsonThatIsOne", "proxy_pass http://NOBODY;",
     R"(error_page 502 @json; location @json { default_type application/json; )"
     R"(return 502 '{"statusCode":502,"message":"busy"}'; } )",
     502, Code::service_fault},
    {"Redirect", "return 301 https://api.example.test/elsewhere;", "", 301, Code::redirected},
    {"PageOf200", "default_type text/html; return 200 '<html>Welcome</html>';", "", 200,
     Code::not_json},
};

INSTANTIATE_TEST_SUITE_P(Pages, NginxPageTest, testing::ValuesIn(kNginx), case_name<PageCase>);

class HaproxyPageTest : public testing::TestWithParam<PageCase> {
 protected:
  void SetUp() override { skip_without("haproxy"); }
};

TEST_P(HaproxyPageTest, IsToldForWhatItIs) {
  const Behind behind;
  const Chain chain = make_chain();
  Haproxy::Setup setup;
  setup.server = behind.with_addresses(GetParam().what);
  setup.defaults = "retries 0\n  ";
  setup.defaults += GetParam().more;
  expect_page(Haproxy(chain, setup), chain, GetParam());
}

const PageCase kHaproxy[] = {
    {"Nobody503", "NOBODY", "", 503},
    {"HangsUp502", "HANGS_UP ssl verify none", "", 502},
    {"Silent504", "SILENT", "timeout server 1ms", 504},
};

INSTANTIATE_TEST_SUITE_P(Pages, HaproxyPageTest, testing::ValuesIn(kHaproxy), case_name<PageCase>);

}  // namespace
}  // namespace sparekey::test
