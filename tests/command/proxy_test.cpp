// SPDX-License-Identifier: Apache-2.0
// The command through tinyproxy, a proxy that knows nothing of us.
#include "command.hpp"
#include "support/sockets.hpp"

namespace command_test {
namespace {

// tinyproxy in the foreground on a port of its own, with further lines of configuration.
class Tinyproxy {
 public:
  explicit Tinyproxy(const std::string& lines = "") {
    const std::string port = std::to_string(port_.number());
    const std::string config = dir_.write(
        "config", "Port " + port + "\nListen 127.0.0.1\nTimeout 60\nLogLevel Connect\nLogFile \"" +
                      dir_.file("log") + "\"\n" + lines);
    child_ =
        std::make_unique<support::Child>(Arguments{"/usr/bin/env", "tinyproxy", "-d", "-c", config},
                                         Environment{}, support::Streams{});
    const auto listens = [this] { return sparekey::test::accepts_connections(port_.number()); };
    support::wait_until([&] { return listens() || child_->poll(); }, "tinyproxy");
    if (child_->poll()) throw std::runtime_error("tinyproxy ended: " + log());
  }

  std::string address() const { return "localhost:" + std::to_string(port_.number()); }
  std::string url() const { return "http://" + address(); }
  // What it was asked for, over all connections.
  std::string log() const { return support::read_file(dir_.file("log")); }

 private:
  const TempDir dir_;
  const sparekey::test::ReservedPort port_;
  std::unique_ptr<support::Child> child_;
};

size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

class ThroughTinyproxy : public testing::Test {
 protected:
  void SetUp() override {
    if (support::run({"/bin/sh", "-c", "command -v tinyproxy"}).status != 0)
      GTEST_SKIP() << "tinyproxy is not installed";
  }

  Arguments system(const Arguments& more) const {
    Arguments arguments = sparekey(emulator_, {"system", "--json"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  const EmulatorProcess emulator_;
  const TempDir dir_;
};

TEST_F(ThroughTinyproxy, AWholeRecovery) {
  const Tinyproxy proxy;
  const std::string token_file = dir_.file("token");
  const Arguments via = {"--proxy", proxy.url(), "--email", kEmail};
  const auto run = [&](Arguments arguments, const Arguments& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished finished = support::run(sparekey(emulator_, arguments));
    EXPECT_EQ(finished.status, 0) << finished.error;
    return finished.out;
  };
  run({"send-code"}, via);
  const std::string code = emulator_.wait_for_code();
  const std::string token = run({"verify", "--code", code}, via);
  run({"reset", "--encrypt", "rsa", "--token-file", dir_.write("token", token), "--password-file",
       dir_.write("password", kNewPassword)},
      {"--proxy", proxy.address()});
  // One tunnel each, and nothing in the clear.
  EXPECT_EQ(count(proxy.log(), "CONNECT " + emulator_.host()), 3u) << proxy.log();
  EXPECT_EQ(emulator_.requests().size(), 4u);
}

TEST_F(ThroughTinyproxy, WithCredentialsOrNot) {
  const Tinyproxy proxy("BasicAuth user passw0rd\n");
  const std::string good = dir_.write("good", "user:passw0rd\n");
  const std::string bad = dir_.write("bad", "user:other\n");
  EXPECT_EQ(support::run(system({"--proxy", proxy.url(), "--proxy-auth-file", good})).status, 0);
  EXPECT_EQ(support::run(system({"--proxy", proxy.url(), "--proxy-auth-file", "-"}), {},
                         "user:passw0rd\r\n")
                .status,
            0);
  const json without = expect_failure(support::run(system({"--proxy", proxy.url()})), 4,
                                      "proxy_refused", "not_sent", "check_input");
  EXPECT_EQ(without["kind"], "network");
  EXPECT_EQ(without["httpStatus"], 407);
  const json wrong =
      expect_failure(support::run(system({"--proxy", proxy.url(), "--proxy-auth-file", bad})), 4,
                     "proxy_refused", "not_sent", "check_input");
  EXPECT_TRUE(wrong["httpStatus"] == 401 || wrong["httpStatus"] == 407) << wrong;
  EXPECT_EQ(emulator_.requests().size(), 2u);
}

TEST_F(ThroughTinyproxy, WhatItRefusesIsTold) {
  const Tinyproxy filter("Filter \"" + dir_.write("filter", "^localhost$\n") + "\"\n");
  const json filtered = expect_failure(support::run(system({"--proxy", filter.url()})), 4,
                                       "proxy_refused", "not_sent", "check_input");
  EXPECT_EQ(filtered["httpStatus"], 403);
  const Tinyproxy ports("ConnectPort 1\n");
  const json port = expect_failure(support::run(system({"--proxy", ports.url()})), 4,
                                   "proxy_refused", "not_sent", "check_input");
  EXPECT_EQ(port["httpStatus"], 403);
  const Tinyproxy proxy;
  const json nobody =
      expect_failure(support::run(system({"--proxy", proxy.url(), "--connect-to", "localhost:1"})),
                     4, "proxy_refused", "not_sent", "check_input");
  EXPECT_EQ(nobody["httpStatus"], 500);
  const Finished words =
      support::run(sparekey(emulator_, {"system", "--proxy", filter.url(), "--lang", "en-US"}));
  EXPECT_EQ(words.status, 4);
  EXPECT_TRUE(contains(words.error, "The proxy did not open a tunnel (HTTP 403).")) << words.error;
  EXPECT_TRUE(contains(words.error, "Nothing was sent.")) << words.error;
}

TEST_F(ThroughTinyproxy, TheEnvironmentsIsUsedWhereNoProxyDoesNotForbidIt) {
  const Tinyproxy proxy;
  const auto used = [&](const Environment& environment, const Arguments& more = {}) {
    const size_t before = count(proxy.log(), "CONNECT " + emulator_.host());
    const Finished finished = support::run(system(more), environment);
    EXPECT_EQ(finished.status, 0) << finished.out;
    return count(proxy.log(), "CONNECT " + emulator_.host()) - before == 1;
  };
  const std::string nowhere = "http://localhost:1";
  EXPECT_TRUE(used({{"https_proxy", proxy.url()}}));
  EXPECT_TRUE(used({{"https_proxy", proxy.url() + "/"}}));
  EXPECT_TRUE(used({{"https_proxy", proxy.address()}}));
  EXPECT_TRUE(used({{"HTTPS_PROXY", proxy.url()}}));
  EXPECT_TRUE(used({{"https_proxy", proxy.url()}, {"HTTPS_PROXY", nowhere}}));
  EXPECT_TRUE(used({{"https_proxy", ""}, {"HTTPS_PROXY", proxy.url()}}));
  EXPECT_TRUE(used({{"https_proxy", proxy.url()}, {"no_proxy", "example.com,local"}}));
  EXPECT_TRUE(used({{"https_proxy", proxy.url()}, {"no_proxy", "localhost:1"}}));
  EXPECT_FALSE(used({}));
  EXPECT_FALSE(used({{"https_proxy", ""}}));
  EXPECT_FALSE(used({{"http_proxy", proxy.url()}, {"all_proxy", proxy.url()}}));
  EXPECT_FALSE(used({{"https_proxy", proxy.url()}, {"no_proxy", "localhost"}}));
  EXPECT_FALSE(used({{"https_proxy", proxy.url()}, {"NO_PROXY", "x,.localhost"}}));
  EXPECT_FALSE(used({{"https_proxy", proxy.url()}, {"no_proxy", "*"}}));
  EXPECT_FALSE(used({{"https_proxy", proxy.url()}, {"no_proxy", emulator_.host()}}));
  EXPECT_FALSE(used({{"https_proxy", "http://user:x@localhost:1"}, {"no_proxy", "*"}}));
  // The command line wins, and no_proxy does not apply to it.
  EXPECT_TRUE(used({{"https_proxy", nowhere}}, {"--proxy", proxy.url()}));
  EXPECT_TRUE(used({{"no_proxy", "*"}}, {"--proxy", proxy.url()}));
  // If the proxy is not used, its file is not even read.
  EXPECT_FALSE(
      used({{"https_proxy", proxy.url()}, {"no_proxy", "*"}}, {"--proxy-auth-file", "/missing"}));
}

TEST(Proxy, ThatIsNoneIsABadArgument) {
  const Arguments service = {"system", "--host", "localhost:9", "--app-id", "a"};
  for (const std::string proxy :
       {"localhost", "http://localhost", "https://localhost:1", "socks5://localhost:1",
        "http://localhost:1/x", "http://localhost:0", "http://localhost:65536", "http://:1",
        "http://local host:1", "http://localhost:1\r\nx: y", "/"}) {
    expect_bad_argument(service, "the proxy is not http://HOST:PORT", {{"https_proxy", proxy}});
    Arguments given = service;
    given.insert(given.end(), {"--proxy", proxy});
    expect_bad_argument(given, "the proxy is not http://HOST:PORT");
  }
  Arguments slash = service;
  slash.insert(slash.end(), {"--proxy", "http://localhost:1/"});
  expect_bad_argument(slash, "the proxy is not http://HOST:PORT");
}

TEST(Proxy, CredentialsComeFromAFile) {
  const TempDir dir;
  const auto with = [&](const std::string& content) {
    return Arguments{"system",
                     "--host",
                     "localhost:9",
                     "--app-id",
                     "a",
                     "--proxy",
                     "localhost:1",
                     "--proxy-auth-file",
                     dir.write("auth", content)};
  };
  for (const std::string content : {"user\n", "user:\xFF\n"})
    expect_bad_argument(with(content), "--proxy-auth-file must hold user:password");
  for (const std::string content : {"user:pass\nword\n", "user:\x01\n", "\xEF\xBB\xBFuser:pass\n"})
    expect_bad_argument(with(content), "--proxy-auth-file contains a control character");
  expect_bad_argument(with("\n"), "--proxy-auth-file");
  for (const std::string& file : {dir.file("missing"), dir.path()}) {
    Arguments arguments = with("");
    arguments.back() = file;
    arguments.push_back("--json");
    expect_failure(support::run(sparekey(arguments)), 2, "unreadable_file", "not_sent",
                   "check_input");
  }
  Arguments huge = with("user:" + std::string(2000, 'p'));
  huge.push_back("--json");
  expect_failure(support::run(sparekey(huge)), 7, "buffer_too_small", "not_sent", "check_input");
}

TEST(Proxy, ThatIsNotThereIsNamed) {
  const EmulatorProcess emulator;
  const json error = expect_failure(
      support::run(sparekey(emulator, {"system", "--json", "--proxy", "127.0.0.1:1"})), 4,
      "connect_failed", "not_sent", "retry");
  EXPECT_TRUE(contains(error.value("detail", ""), "proxy")) << error;
}

}  // namespace
}  // namespace command_test
