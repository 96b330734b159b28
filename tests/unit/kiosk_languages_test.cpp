// SPDX-License-Identifier: Apache-2.0
// Which language a browser likes best.
#include "kiosk/languages.hpp"

#include <gtest/gtest.h>

namespace sparekey::kiosk {
namespace {

constexpr UiLanguage kEnglish = UiLanguage::english;
constexpr UiLanguage kChinese = UiLanguage::chinese;

TEST(KioskLanguages, AreAccepted) {
  for (const char* const field :
       {"zh", "zh-CN", "ZH-Hant-TW", "zh-CN,zh;q=0.9,en;q=0.8", "en;q=0.8, zh", "fr, zh;q=0.1",
        "en;q=0.500,zh;q=0.501", "en;q=0, zh;q=0.001", "  zh ; q=1.000 ", "zh,en",
        "en;q=x,zh;q=0.1", "en;q=1.1,zh;q=0.1", ",,zh,", "en;q=0.9;x=y,zh;level=1"})
    EXPECT_EQ(kChinese, accepted_language(field, kEnglish)) << field;
  for (const char* const field :
       {"en", "en-GB,zh;q=0.9", "en,zh", "zh;q=0.2,en;q=0.3", "zh;q=0,en"})
    EXPECT_EQ(kEnglish, accepted_language(field, kChinese)) << field;
}

TEST(KioskLanguages, AreTheDevicesIfNoneIsAccepted) {
  for (const char* const field : {"", "*", "fr", "zha", "z", "enx-US", "zh;q=0", "zh;q=", ";q=1",
                                  ",", "zh;q=0.0001", "zh;q=2", "zh;q=-1"}) {
    EXPECT_EQ(kEnglish, accepted_language(field, kEnglish)) << field;
    EXPECT_EQ(kChinese, accepted_language(field, kChinese)) << field;
  }
}

TEST(KioskLanguages, HaveTags) {
  UiLanguage language = kEnglish;
  EXPECT_TRUE(read_tag("zh-cn", &language));
  EXPECT_EQ(kChinese, language);
  EXPECT_TRUE(read_tag("en-US", &language));
  EXPECT_EQ(kEnglish, language);
  for (const char* const tag : {"", "zh", "en", "zh-TW", "zh-CN "})
    EXPECT_FALSE(read_tag(tag, &language)) << tag;
  EXPECT_EQ(Language::zh_cn, service_language(kChinese));
  EXPECT_EQ(Language::en_us, service_language(kEnglish));
}

TEST(KioskLanguages, MayStandBetweenTabs) {
  EXPECT_EQ(kChinese, accepted_language("\tzh\t;\tq=1\t", kEnglish));
  // Whatever is no weight makes the language unwanted; another parameter does not.
  for (const char* const field : {"zh;q=0x5", "zh;q=0.x", "zh;q=05", "zh;q=0.12345"})
    EXPECT_EQ(kEnglish, accepted_language(field, kEnglish)) << field;
  for (const char* const field : {"zh;x", "zh;xq=0", "zh;qq=0", "zh;q"})
    EXPECT_EQ(kChinese, accepted_language(field, kEnglish)) << field;
}

}  // namespace
}  // namespace sparekey::kiosk
