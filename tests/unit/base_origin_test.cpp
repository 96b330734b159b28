// SPDX-License-Identifier: Apache-2.0
#include "base/origin.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

std::string text(Text t) { return std::string(t.data() == nullptr ? "" : t.data(), t.size()); }

struct Good {
  const char* input;
  const char* authority;
  const char* host;
  int family;
  int tcp_port;
};

TEST(Origin, ReadsNamesAndAddresses) {
  const std::string longest_label(63, 'a');
  const Good kGood[] = {
      {"https://core.authing.cn", "core.authing.cn", "core.authing.cn", 0, 443},
      {"HTTPS://Core.authing.cn:8443", "Core.authing.cn:8443", "Core.authing.cn", 0, 8443},
      {"localhost", "localhost", "localhost", 0, 443},
      {"a-b.c_d.x1:1", "a-b.c_d.x1:1", "a-b.c_d.x1", 0, 1},
      {"1a.example", "1a.example", "1a.example", 0, 443},
      {"0x7f.example:1", "0x7f.example:1", "0x7f.example", 0, 1},
      {"a.0x1g", "a.0x1g", "a.0x1g", 0, 443},
      {"x1f", "x1f", "x1f", 0, 443},
      {"0y", "0y", "0y", 0, 443},
      {"a.1e", "a.1e", "a.1e", 0, 443},
      {"a.0_1", "a.0_1", "a.0_1", 0, 443},
      {"192.0.2.7:65535", "192.0.2.7:65535", "192.0.2.7", 4, 65535},
      {"https://[::1]", "[::1]", "::1", 6, 443},
      {"[2001:db8::7]:444", "[2001:db8::7]:444", "2001:db8::7", 6, 444},
      {longest_label.c_str(), longest_label.c_str(), longest_label.c_str(), 0, 443},
  };
  for (const Good& good : kGood) {
    Origin origin;
    ASSERT_EQ(parse_origin(good.input, &origin), nullptr) << good.input;
    EXPECT_EQ(text(origin.authority), good.authority);
    EXPECT_EQ(text(origin.host), good.host);
    EXPECT_EQ(origin.address.family, good.family) << good.input;
    EXPECT_EQ(origin.tcp_port, good.tcp_port);
    const std::string bracketed = good.family == 6 ? "[" + text(origin.host) + "]" : good.host;
    EXPECT_EQ(text(uri_host(origin)), bracketed);
  }
}

TEST(Origin, RefusesEverythingElse) {
  for (const std::string& input : {std::string(),
                                   std::string("https://"),
                                   std::string("http://example.com"),
                                   std::string("ftp://example.com"),
                                   std::string("example.com/"),
                                   std::string("https://example.com/path"),
                                   std::string("https://example.com?x"),
                                   std::string("https://example.com#x"),
                                   std::string("user@example.com"),
                                   std::string("https://user:secret@example.com"),
                                   std::string("exa mple.com"),
                                   std::string("example.com\r\nx: y"),
                                   std::string("example.com\n"),
                                   std::string("exa\0mple", 8),
                                   std::string("example.com:"),
                                   std::string("example.com:0"),
                                   std::string("example.com:65536"),
                                   std::string("example.com:+1"),
                                   std::string("example.com:1:2"),
                                   std::string("example.com: 1"),
                                   std::string("example.com:000443"),
                                   std::string("example..com"),
                                   std::string(".example.com"),
                                   std::string("example.com."),
                                   std::string("-a.example"),
                                   std::string("a-.example"),
                                   std::string("a.example-"),
                                   std::string("1.2.3"),
                                   std::string("1.2.3.4.5"),
                                   std::string("256.1.1.1"),
                                   std::string("0177.0.0.1"),
                                   std::string("127.1"),
                                   std::string("example.123"),
                                   std::string("0177"),
                                   std::string("2130706433"),
                                   std::string("0x7f000001"),
                                   std::string("0X7F000001:443"),
                                   std::string("https://0x7f000001"),
                                   std::string("0x7f.1"),
                                   std::string("0x7f.0.0.0x1"),
                                   std::string("127.0.0.0x1"),
                                   std::string("a.0x1f"),
                                   std::string("a.0X"),
                                   std::string("0x"),
                                   std::string("a.017"),
                                   std::string("a.08"),
                                   std::string("::1"),
                                   std::string("[::1"),
                                   std::string("[::1]x"),
                                   std::string("[]"),
                                   std::string("[1.2.3.4]"),
                                   std::string("[fe80::1%25eth0]"),
                                   std::string("ex\xC3\xA4mple.com"),
                                   std::string("*.example.com"),
                                   std::string(64, 'a'),
                                   std::string(254, 'a')}) {
    Origin origin;
    EXPECT_NE(parse_origin(input, &origin), nullptr) << input;
  }
}

TEST(Origin, SaysWhatIsWrong) {
  const struct {
    const char* input;
    const char* part;  // of the words
  } kCases[] = {
      {"https://host.example:8443/", "path"},
      {"https://host.example/", "path"},
      {"host.example/api/v3", "path"},
      {"https://host.example:8443?x=1", "query"},
      {"https://host.example#top", "path or query"},
      {"https://[::1]:8443/", "path"},
      {"https://127.0.0.1/", "path"},
      {"https://user:secret@host.example", "user information"},
      {"user@host.example:1/", "user information"},
      {"http://host.example", "scheme"},
      {"ftp://host.example/", "scheme"},
      {"https://https://host.example", "scheme"},
      {"host example", "blank"},
      {" host.example", "blank"},
      {"host.example\n", "control character"},
      {"h\xC3\xB6st.example", "outside ASCII"},
      {"https://::1", "brackets"},
      {"fe80::1:443", "brackets"},
      {"host.example:1:2", "brackets"},
      {"[::1", "bracket is not closed"},
      {"[::g]", "not an IPv6 address"},
      {"", "no host"},
      {"https://", "no host"},
      {":443", "no host"},
      {"-host.example", "neither a name nor"},
      {"0x7f000001", "neither a name nor"},
      {"host.example:", "port"},
      {"host.example:x", "port is not"},
      {"[::1]x", "port is not"},
      {"host.example:65536", "1 to 65535"},
  };
  for (const auto& one : kCases) {
    Origin origin;
    const char* const detail = parse_origin(one.input, &origin);
    ASSERT_NE(detail, nullptr) << one.input;
    EXPECT_NE(std::string(detail).find(one.part), std::string::npos) << one.input << ": " << detail;
  }
}

TEST(Origin, ConnectToNeedsAPort) {
  Origin origin;
  EXPECT_EQ(parse_host_and_port("127.0.0.1:8443", &origin), nullptr);
  EXPECT_EQ(origin.tcp_port, 8443);
  EXPECT_NE(parse_host_and_port("127.0.0.1", &origin), nullptr);
  EXPECT_NE(parse_host_and_port("https://127.0.0.1:1", &origin), nullptr);
}

TEST(Origin, OfAProxy) {
  Origin origin;
  for (const char* good :
       {"http://proxy.example:3128", "HTTP://proxy.example:3128", "proxy.example:3128"}) {
    EXPECT_EQ(parse_proxy(good, &origin), nullptr) << good;
    EXPECT_EQ(text(origin.host), "proxy.example");
    EXPECT_EQ(origin.tcp_port, 3128);
  }
  EXPECT_EQ(parse_proxy("http://[::1]:80", &origin), nullptr);
  EXPECT_EQ(origin.address.family, 6);
  for (const char* bad :
       {"", "http://", "proxy.example", "http://proxy.example", "https://proxy.example:3128",
        "socks5://proxy.example:1080", "http://http://proxy.example:3128",
        "http://proxy.example:3128/", "http://proxy.example:3128/x",
        "http://user@proxy.example:3128", "http://user:secret@proxy.example:3128",
        "http://proxy.example:0", "http://proxy.example:65536", "http://::1:3128",
        "http://proxy example:3128", "http://proxy.example:3128\r\n"})
    EXPECT_STREQ(parse_proxy(bad, &origin), "the proxy is not http://HOST:PORT") << bad;
}

}  // namespace
}  // namespace sparekey
