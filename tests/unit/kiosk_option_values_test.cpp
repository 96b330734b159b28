// SPDX-License-Identifier: Apache-2.0
#include "kiosk/option_values.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "to_string.hpp"

namespace sparekey::kiosk {
namespace {

TEST(KioskListen, TakesLoopbackAndLocalSocketsAlone) {
  Listen listen;
  EXPECT_EQ(read_listen("127.0.0.1:0", &listen), Word::none);
  EXPECT_EQ(listen.kind, Listen::Kind::ipv4);
  EXPECT_EQ(listen.tcp_port, 0);
  EXPECT_EQ(read_listen("127.0.0.1:65535", &listen), Word::none);
  EXPECT_EQ(listen.tcp_port, 65535);
  EXPECT_EQ(read_listen("[::1]:8081", &listen), Word::none);
  EXPECT_EQ(listen.kind, Listen::Kind::ipv6);
  EXPECT_EQ(listen.tcp_port, 8081);
  EXPECT_EQ(read_listen("unix:/run/kiosk.sock", &listen), Word::none);
  EXPECT_EQ(listen.kind, Listen::Kind::local);
  EXPECT_STREQ(listen.path, "/run/kiosk.sock");

  for (const char* other : {"0.0.0.0:8080", "192.168.1.1:80", "[::]:8080", "[2001:db8::1]:80",
                            "127.0.0.2:8080", "10.0.0.1"})
    EXPECT_EQ(read_listen(other, &listen), Word::not_loopback) << other;
  for (const char* none :
       {"localhost:8080", "8080", ":8080", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1: 80", "[::1]:", "[::1]:x", "unix:", "http://127.0.0.1:80", "tcp:127.0.0.1:80"})
    EXPECT_EQ(read_listen(none, &listen), Word::want_listen) << none;
}

TEST(KioskListen, APathMustFitIntoASocketsName) {
  Listen listen;
  const std::string longest = "unix:/" + std::string(106, 'x');
  EXPECT_EQ(read_listen(longest.c_str(), &listen), Word::none);
  EXPECT_EQ(read_listen((longest + "x").c_str(), &listen), Word::path_too_long);
}

class KioskOriginOptions : public testing::Test {
 protected:
  Word add(const std::string& origin) {
    given_.emplace_back(new std::string(origin));
    return add_origin(&(*given_.back())[0], &settings_);
  }

  std::vector<std::string> origins() const {
    std::vector<std::string> all;
    for (size_t i = 0; i < settings_.origin_count; ++i)
      all.push_back(to_string(settings_.origins[i]));
    return all;
  }

 private:
  std::vector<std::unique_ptr<std::string>> given_;
  Settings settings_;
};

TEST_F(KioskOriginOptions, AreKeptAsBrowsersWriteThem) {
  EXPECT_EQ(add("https://box.lan"), Word::none);
  EXPECT_EQ(add("HTTPS://Other.LAN:8443/"), Word::none);
  EXPECT_EQ(add("http://192.168.1.1:8080"), Word::none);
  EXPECT_EQ(add("http://[FE80::1]"), Word::none);
  EXPECT_EQ(add("https://usual.lan:443"), Word::none);
  EXPECT_EQ(add("http://usual2.lan:80/"), Word::none);
  const std::vector<std::string> expected = {"https://box.lan",         "https://other.lan:8443",
                                             "http://192.168.1.1:8080", "http://[fe80::1]",
                                             "https://usual.lan",       "http://usual2.lan"};
  EXPECT_EQ(origins(), expected);
}

TEST_F(KioskOriginOptions, TwiceIsOnce) {
  EXPECT_EQ(add("https://box.lan"), Word::none);
  EXPECT_EQ(add("https://box.lan:443/"), Word::none);
  EXPECT_EQ(origins(), std::vector<std::string>{"https://box.lan"});
}

TEST_F(KioskOriginOptions, OneHostHasOneScheme) {
  EXPECT_EQ(add("https://box.lan"), Word::none);
  EXPECT_EQ(add("http://box.lan"), Word::origin_by_both);
  EXPECT_EQ(add("http://BOX.lan:80"), Word::origin_by_both);
  EXPECT_EQ(add("http://box.lan:8080"), Word::none);
  EXPECT_EQ(add("https://box.lan:8080"), Word::origin_by_both);
}

TEST_F(KioskOriginOptions, NothingElseIsOne) {
  for (const char* other : {"",
                            "/",
                            "box.lan",
                            "ftp://box.lan",
                            "//box.lan",
                            "https://",
                            "https:///",
                            "https://box.lan/path",
                            "https://box.lan//",
                            "https://box.lan?x",
                            "https://box.lan#x",
                            "https://me@box.lan",
                            "https://box.lan:0",
                            "https://box.lan:65536",
                            "https://box.lan:x",
                            "https://b ox",
                            "https://box\n",
                            "https://*",
                            "null",
                            "*",
                            "https://https://box.lan",
                            "http://[::1",
                            ("https://b\xC3\xBC"
                             "cher.lan")})
    EXPECT_EQ(add(other), Word::want_origin) << other;
  EXPECT_TRUE(origins().empty());
}

TEST(KioskDoneUrl, LeadsToAPageOrAPath) {
  for (const char* good : {"/", "/bye", "/bye?x=1#y", "https://box.lan", "http://box.lan:81/a/b",
                           "HTTPS://box.lan/?a=b&c=d", "https://[::1]:8443/"})
    EXPECT_TRUE(is_done_url(good)) << good;
  for (const char* bad :
       {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//evil.example", "bye", "?x",
        "#x", "https:/box.lan", "https://", "https:///x", "ftp://box.lan", "/a b", "/a\nb",
        "/\\evil", "https://me@box.lan/", "https://box.lan:99999/", "/\"x", "/<x>",
        "file:///etc/passwd"})
    EXPECT_FALSE(is_done_url(bad)) << bad;
  EXPECT_TRUE(is_done_url(("/" + std::string(511, 'x')).c_str()));
  EXPECT_FALSE(is_done_url(("/" + std::string(512, 'x')).c_str()));
}

TEST(KioskDoneUrl, StaysOnThisHostOrNamesAnother) {
  for (const char* good : {"/", "/done", "http://a", "https://a.example/x", "https://a?b",
                           "https://a#b", "http://a:8080/@"})
    EXPECT_TRUE(is_done_url(good)) << good;
  for (const char* bad : {"//a.example", "ftp://a", "done", "/a b", "/<", "/>", "https://",
                          "https:///x", "https://a@b/", "/caf\xC3\xA9"})
    EXPECT_FALSE(is_done_url(bad)) << bad;
}

}  // namespace
}  // namespace sparekey::kiosk
