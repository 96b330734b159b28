// SPDX-License-Identifier: Apache-2.0
// Which language a visitor is spoken to in.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Speech : public KioskTest {
 protected:
  std::string language(Visitor& visitor, const std::string& path) {
    const Answer page = visitor.get(path);
    EXPECT_EQ(page.status, 200) << page.bytes;
    return page.field("content-language");
  }
};

TEST_F(Speech, IsTheBrowsers) {
  start();
  Visitor somebody = visitor();
  EXPECT_EQ("en-US", language(somebody, "/"));
  somebody.extra = {{"Accept-Language", "fr, zh-CN;q=0.9, en;q=0.8"}};
  EXPECT_EQ("zh-CN", language(somebody, "/"));
  somebody.to_code();
  somebody.extra = {{"Accept-Language", "en"}};
  EXPECT_EQ("zh-CN", language(somebody, "/code"));
}

TEST_F(Speech, IsTheDevicesIfTheBrowserSaysNone) {
  start({"--lang", "zh-CN"});
  Visitor somebody = visitor();
  EXPECT_EQ("zh-CN", language(somebody, "/"));
  somebody.extra = {{"Accept-Language", "en"}};
  EXPECT_EQ("en-US", language(somebody, "/"));
}

TEST_F(Speech, IsChosenForTheWholeVisit) {
  start();
  Visitor somebody = visitor();
  somebody.get("/");
  EXPECT_EQ("zh-CN", language(somebody, "/?lang=zh-CN"));
  EXPECT_EQ("zh-CN", language(somebody, "/"));
  EXPECT_EQ("zh-CN", language(somebody, "/?lang=fr"));
  somebody.to_code();
  EXPECT_EQ("zh-CN", language(somebody, "/code"));
  // In the middle of a visit as well.
  expect_leads(somebody.get("/?lang=en-US"), "/code");
  EXPECT_EQ("en-US", language(somebody, "/code"));
  expect_leads(somebody.get("/?lang=zh-CN"), "/code");
  expect_leads(somebody.submit("/start-over"), "/");
  EXPECT_EQ("zh-CN", language(somebody, "/"));
}

TEST_F(Speech, EndsWithTheVisit) {
  start();
  Visitor somebody = visitor();
  somebody.get("/?lang=zh-CN");
  somebody.to_done(emulator());
  EXPECT_EQ("zh-CN", language(somebody, "/done"));
  EXPECT_EQ("en-US", language(somebody, "/"));
}

TEST_F(Speech, IsTheServicesToo) {
  EmulatorProcess emulator;
  Kiosk kiosk({"--host", emulator.host(), "--app-id", "another", "--ca-file", emulator.ca_file()},
              Arguments());
  const std::pair<std::string, std::string> words[] = {{"zh-CN", "应用不存在"},
                                                       {"en-US", "Unknown application"}};
  Visitor somebody(kiosk);
  somebody.get("/");
  for (const auto& [tag, message] : words) {
    EXPECT_EQ(tag, language(somebody, "/?lang=" + tag));
    expect_leads(somebody.submit("/send", {{"account", kAlice}, {"country", ""}}), "/");
    const std::string page = somebody.get("/").body;
    EXPECT_NE(std::string::npos, page.find(message)) << page;
  }
}

}  // namespace
}  // namespace kiosk_test
