// SPDX-License-Identifier: Apache-2.0
// Posts from other sites. What tells them apart: Origin, and what browsers say of a request.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

struct OriginCase {
  const char* name;
  Fields fields;
  int status;
};

constexpr const char* kSite = "Sec-Fetch-Site";

const OriginCase kCases[] = {
    {"OwnOrigin", {{"Origin", "OWN"}}, 303},
    {"OwnOriginSameOrigin", {{"Origin", "OWN"}, {kSite, "same-origin"}}, 303},
    {"ForeignOrigin", {{"Origin", "http://evil.example"}}, 403},
    {"ForeignOriginSameOrigin", {{"Origin", "http://evil.example"}, {kSite, "same-origin"}}, 403},
    {"OtherPort", {{"Origin", "http://127.0.0.1:1"}}, 403},
    {"NoPort", {{"Origin", "http://127.0.0.1"}}, 403},
    {"OtherScheme", {{"Origin", "OWNS"}}, 403},
    {"OwnWithMore", {{"Origin", "OWN.evil.example"}}, 403},
    {"OwnWithPath", {{"Origin", "OWN/"}}, 403},
    {"OwnAndForeign", {{"Origin", "OWN http://evil.example"}}, 403},
    {"EmptyOrigin", {{"Origin", ""}}, 403},
    {"NullOrigin", {{"Origin", "null"}}, 403},
    {"NullOriginSameOrigin", {{"Origin", "null"}, {kSite, "same-origin"}}, 303},
    {"NullOriginSameSite", {{"Origin", "null"}, {kSite, "same-site"}}, 403},
    {"NullOriginCrossSite", {{"Origin", "null"}, {kSite, "cross-site"}}, 403},
    {"NullOriginNone", {{"Origin", "null"}, {kSite, "none"}}, 403},
    {"NoOriginSameOrigin", {{kSite, "same-origin"}}, 303},
    {"NoOriginNone", {{kSite, "none"}}, 303},
    {"NoOriginSameSite", {{kSite, "same-site"}}, 403},
    {"NoOriginCrossSite", {{kSite, "cross-site"}}, 403},
    {"NoOriginUnheardOf", {{kSite, "whatever"}}, 403},
    {"Neither", {}, 303},
    {"ForeignReferer", {{"Origin", "OWN"}, {"Referer", "http://evil.example/"}}, 303},
};

class Origin : public KioskTest, public testing::WithParamInterface<OriginCase> {
 protected:
  Fields fields() {
    Fields all;
    for (auto [name, value] : GetParam().fields) {
      const std::string own = kiosk().origin();
      if (value.rfind("OWNS", 0) == 0) value = "https" + own.substr(4);
      if (value.rfind("OWN", 0) == 0) value.replace(0, 3, own);
      all.emplace_back(name, value);
    }
    return all;
  }
};

TEST_P(Origin, DecidesOnEachPost) {
  start();
  Visitor alice = visitor();
  alice.origin = false;
  const Fields own = {{"Origin", kiosk().origin()}};
  const bool taken = GetParam().status == 303;

  const auto step = [&](const char* path, const Fields& form, const char* place) {
    alice.extra = fields();
    const Answer answer = alice.submit(path, form);
    if (taken) {
      expect_leads(answer, place);
    } else {
      expect_refused(answer, GetParam().status);
      EXPECT_EQ(answer.field("set-cookie"), "") << answer.bytes;
      alice.extra = own;
      expect_leads(alice.submit(path, form), place);
    }
    alice.extra.clear();
    alice.get(place);
  };
  alice.get("/");
  step("/send", {{"account", kAlice}, {"country", ""}}, "/code");
  EXPECT_EQ(sent(), 1U);
  step("/verify", {{"code", Visitor::code_of(emulator())}}, "/password");
  EXPECT_EQ(verified(), 1U);
  alice.extra = fields();
  EXPECT_EQ(alice.submit("/stay").status, taken ? 204 : 403);
  EXPECT_EQ(alice.get("/password").status, 200);
  step("/reset", {{"password", kNewPassword}, {"again", kNewPassword}}, "/done");
  EXPECT_EQ(reset(), 1U);
}

TEST_P(Origin, DecidesOnStartingOver) {
  start();
  Visitor alice = visitor();
  alice.to_code();
  alice.origin = false;
  alice.extra = fields();
  const Answer answer = alice.submit("/start-over");
  alice.extra.clear();
  if (GetParam().status == 303) {
    expect_leads(answer, "/");
  } else {
    expect_refused(answer, GetParam().status);
    EXPECT_EQ(alice.get("/code").status, 200);
  }
}

INSTANTIATE_TEST_SUITE_P(As, Origin, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

// Two fields say two things, and whoever reads the first may be wrong.
TEST_F(KioskTest, TwoOriginsAreNotOwn) {
  start();
  Visitor alice = visitor();
  alice.get("/");
  alice.extra = {{"Origin", "http://evil.example"}};
  const Answer answer = alice.submit("/send", {{"account", kAlice}, {"country", ""}});
  EXPECT_TRUE(answer.status == 403 || answer.status == 400) << answer.bytes;
  EXPECT_EQ(sent(), 0U);
}

}  // namespace
}  // namespace kiosk_test
