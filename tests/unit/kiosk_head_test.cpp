// SPDX-License-Identifier: Apache-2.0
// Which requests are refused by their heads, and why.
#include "kiosk/head.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sparekey::kiosk {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kForm = "application/x-www-form-urlencoded";

class KioskHead : public testing::Test {
 protected:
  KioskHead() {
    settings_.origins[0] = "http://127.0.0.1:8080";
    settings_.origins[1] = "https://box.lan";
    settings_.origins[2] = "http://[::1]:8080";
    settings_.origin_count = 3;
    EXPECT_TRUE(origins_.set(settings_, 8080));
  }

  // The status it is refused with; 0: it is not.
  unsigned judged(const std::string& method, const std::string& path, const Fields& fields) {
    Head head(seal_, method, path);
    for (const auto& [name, value] : fields) head.take(name, value);
    const Refusal refusal = judge(head, origins_, &origin_);
    closes_ = refusal.closes;
    return refusal.status;
  }
  unsigned got(const Fields& fields) { return judged("GET", "/", fields); }
  // A form for box.lan.
  unsigned posted(Fields fields) {
    fields.insert(fields.end(), {{"Host", "box.lan"}, {"Content-Type", kForm}});
    return judged("POST", "/send", fields);
  }

  Settings settings_;
  Origins origins_;
  Seal seal_;
  const WebOrigin* origin_ = nullptr;
  bool closes_ = false;
};

TEST_F(KioskHead, IsForOneOfOurNames) {
  for (const char* const host :
       {"127.0.0.1:8080", "box.lan", "BOX.Lan", "box.lan:443", "[::1]:8080", " box.lan \t"})
    EXPECT_EQ(0U, got({{"Host", host + (*host == ' ')}})) << host;
  for (const char* const host :
       {"", "evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8081", "box.lan:80", "box.lan.",
        "box.lan:", "box.lan:0443x", "x@box.lan", "box.lan,box.lan", "[::1]", "[::1", "::1:8080",
        "box.lan/", "box.lan:99999999", "localhost:8080", "http://box.lan"})
    EXPECT_EQ(421U, got({{"Host", host}})) << host;
  EXPECT_EQ(421U, got({}));
}

TEST_F(KioskHead, SaysWhichOrigin) {
  ASSERT_EQ(0U, got({{"Host", "box.lan"}}));
  EXPECT_TRUE(origin_->https);
  ASSERT_EQ(0U, got({{"Host", "127.0.0.1:8080"}}));
  EXPECT_FALSE(origin_->https);
}

TEST_F(KioskHead, MustEndWhereEverybodySaysSo) {
  const Fields ambiguous[] = {
      {{"Host", "box.lan"}, {"Host", "box.lan"}},
      {{"Host", "box.lan"}, {"host", "evil"}},
      {{"Host", "box.lan"}, {"Transfer-Encoding", "chunked"}},
      {{"Host", "box.lan"}, {"TRANSFER-ENCODING", ""}},
      {{"Host", "box.lan"}, {"Content-Length", "1"}, {"Content-Length", "1"}},
      {{"Host", "box.lan"}, {"Content-Length ", "1"}}};
  for (const Fields& fields : ambiguous) {
    EXPECT_EQ(400U, got(fields)) << fields[1].first;
    EXPECT_TRUE(closes_);
  }
}

TEST_F(KioskHead, AsksForWhatThereIs) {
  const Fields host = {{"Host", "box.lan"}};
  for (const char* const path :
       {"/", "/code", "/password", "/done", "/style.css", "/app.js", "/health"}) {
    EXPECT_EQ(0U, judged("GET", path, host)) << path;
    EXPECT_EQ(0U, judged("HEAD", path, host)) << path;
    for (const char* const method : {"POST", "PUT", "OPTIONS", "get", ""})
      EXPECT_EQ(405U, judged(method, path, host)) << path << method;
  }
  for (const char* const path : {"/send", "/verify", "/reset", "/start-over", "/stay"}) {
    EXPECT_EQ(0U, judged("POST", path, {host[0], {"Content-Type", kForm}})) << path;
    for (const char* const method : {"GET", "HEAD", "DELETE"})
      EXPECT_EQ(405U, judged(method, path, host)) << path << method;
  }
  for (const char* const path :
       {"", "//", "/Code", "/code/", "/c%6Fde", "code", "*", "http://box.lan/"})
    EXPECT_EQ(404U, judged("GET", path, host)) << path;
}

TEST_F(KioskHead, IsPostedByAPageOfOurs) {
  EXPECT_EQ(0U, posted({{"Origin", "https://box.lan"}}));
  EXPECT_EQ(0U, posted({{"Origin", "https://BOX.lan:443"}}));
  // The browser's word about the site adds nothing to the origin.
  EXPECT_EQ(0U, posted({{"Origin", "https://box.lan"}, {"Sec-Fetch-Site", "cross-site"}}));
  for (const char* const origin :
       {"http://box.lan", "https://evil.example", "https://box.lan:444", "", "box.lan",
        "https://box.lan/", "https://box.lan.evil.example", "http://127.0.0.1:8080",
        "https://box.lan https://box.lan"})
    EXPECT_EQ(403U, posted({{"Origin", origin}})) << origin;
  EXPECT_EQ(403U, posted({{"Origin", "https://box.lan"}, {"Origin", "https://box.lan"}}));
}

TEST_F(KioskHead, MayCarryNoOrigin) {
  EXPECT_EQ(0U, posted({}));
  EXPECT_EQ(0U, posted({{"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_EQ(0U, posted({{"Sec-Fetch-Site", "none"}}));
  for (const char* const site : {"cross-site", "same-site", "", "same-origin, none"})
    EXPECT_EQ(403U, posted({{"Sec-Fetch-Site", site}})) << site;
  EXPECT_EQ(403U, posted({{"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Site", "none"}}));
  EXPECT_EQ(403U, posted({{"Origin", "null"}}));
  EXPECT_EQ(403U, posted({{"Origin", "null"}, {"Sec-Fetch-Site", "none"}}));
  EXPECT_EQ(0U, posted({{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}}));
}

TEST_F(KioskHead, AnnouncesAForm) {
  EXPECT_EQ(0U, posted({{"Content-Length", "4096"}}));
  for (const char* const size : {"4097", "99999999999999999999", "-1", "0x10", ""}) {
    EXPECT_EQ(413U, posted({{"Content-Length", size}})) << size;
    EXPECT_TRUE(closes_);
  }
  const Fields host = {{"Host", "box.lan"}};
  EXPECT_EQ(400U, judged("POST", "/send", host));
  EXPECT_EQ(400U, judged("POST", "/send", {host[0], {"Content-Type", "text/plain"}}));
  EXPECT_EQ(400U,
            judged("POST", "/send", {host[0], {"Content-Type", kForm}, {"Content-Type", kForm}}));
  EXPECT_EQ(0U, judged("POST", "/stay", host));
}

TEST(KioskOrigins, AreThoseOfTheListenerUnlessGiven) {
  Settings settings;
  Origins origins;
  ASSERT_TRUE(origins.set(settings, 1234));
  EXPECT_NE(nullptr, origins.of_host("127.0.0.1:1234"));
  EXPECT_NE(nullptr, origins.of_host("LOCALHOST:1234"));
  EXPECT_EQ(nullptr, origins.of_host("[::1]:1234"));
  EXPECT_EQ(nullptr, origins.of_host("localhost"));
  settings.listen.kind = Listen::Kind::ipv6;
  ASSERT_TRUE(origins.set(settings, 80));
  EXPECT_NE(nullptr, origins.of_host("[::1]"));
  EXPECT_NE(nullptr, origins.of_host("localhost:80"));
  settings.origins[0] = "ftp://box.lan";
  settings.origin_count = 1;
  EXPECT_FALSE(origins.set(settings, 80));
}

TEST_F(KioskHead, NamesAndHostsThatCannotBeAreRefused) {
  EXPECT_EQ(got({{"Host", "box.lan"}}), 0u);
  for (const char* name : {"X y", "X\ty", "Host "})
    EXPECT_NE(got({{"Host", "box.lan"}, {name, "1"}}), 0u) << name;
  for (const char* host : {"box.lan:0", "box.lan:", "box.lan:x", "box.lan:65536", "[::1", "",
                           "b*x.lan", "my-box.lan", "b x.lan", "box,lan", ":8080"})
    EXPECT_NE(got({{"Host", host}}), 0u) << host;
}

}  // namespace
}  // namespace sparekey::kiosk
