// SPDX-License-Identifier: Apache-2.0
#include "base/origin.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/failure.hpp"
#include "to_string.hpp"

namespace sparekey {
namespace {

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
    EXPECT_EQ(to_string(origin.host), "proxy.example");
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

TEST(Origin, WordsFitWhatIsWrong) {
  Origin origin;
  const char* const path =
      in_words("a path or query follows the host: leave it out, and the slash too");
  for (const char* text : {"a/", "a:8/", "a:/8", "a:8//", "a:8?x", "a#"})
    EXPECT_STREQ(parse_origin(text, &origin), path) << text;
  for (const char* text : {"ftp://a", "://", "a://"})
    EXPECT_STREQ(parse_origin(text, &origin),
                 in_words("the host stands behind a scheme that cannot be used here"))
        << text;
}

TEST(Origin, WhatLiesBehindTheTextIsNoPartOfIt) {
  for (const std::string whole : {"ftp://host/", "https://host:8443/x", "[::1]:443", "1.2.3.4:80"})
    for (size_t size = 0; size <= whole.size(); ++size) {
      const std::string alone = whole.substr(0, size);
      Origin origin;
      Origin expected;
      EXPECT_STREQ(parse_origin(Text(whole).substr(0, size), &origin),
                   parse_origin(alone, &expected))
          << alone;
      EXPECT_EQ(to_string(origin.host), to_string(expected.host)) << alone;
      EXPECT_EQ(origin.tcp_port, expected.tcp_port) << alone;
    }
}

TEST(Origin, ANameIsNoLongerThanDnsHasRoomFor) {
  const std::string label = std::string(62, 'a') + ".";
  const std::string longest = label + label + label + label + "b";  // 253
  Origin origin;
  EXPECT_EQ(parse_origin(longest, &origin), nullptr);
  EXPECT_NE(parse_origin(longest + "b", &origin), nullptr);
  for (const char* text : {":443", "a:/b", "a:1/", "a b", "\ta", "a\x7f", "a:"})
    EXPECT_NE(parse_origin(text, &origin), nullptr) << text;
}

}  // namespace
}  // namespace sparekey
