// SPDX-License-Identifier: Apache-2.0
// What browsers post, whole and cut everywhere.
#include "kiosk/form.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"
#include "mutations.hpp"

namespace sparekey::kiosk {
namespace {

using test::ExactBuffer;
using test::str;

// The fields that were read, one a line; "none" if it is no form.
std::string read(std::string_view bytes) {
  ExactBuffer buffer(bytes);
  Form form;
  if (!form.read(buffer.data(), buffer.size())) return "none";
  constexpr const char* kNames[] = {"account", "country", "form", "code", "password", "again"};
  std::string told;
  for (size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    if (form.has(field)) told += std::string(kNames[i]) + "=" + str(form[field]) + "\n";
  }
  return told;
}

TEST(KioskForm, IsDecoded) {
  EXPECT_EQ("", read(""));
  EXPECT_EQ("code=123456\n", read("code=123456"));
  EXPECT_EQ("account=alice@example.com\ncountry=\nform=f0\n",
            read("account=alice%40example.com&country=&form=f0"));
  EXPECT_EQ("password=a b+c&d=e%\n", read("password=a+b%2Bc%26d%3De%25"));
  EXPECT_EQ("password=\xE5\xAF\x86\n", read("password=%E5%af%86"));
  EXPECT_EQ("password=\xE5\xAF\x86 \n", read("password=\xE5\xAF\x86 "));
  // The value ends at &, and may hold what separates a name from it.
  EXPECT_EQ("password=a=b=\n", read("password=a=b="));
  EXPECT_EQ("again=\n", read("again"));
  EXPECT_EQ("code=1\n", read("&&code=1&"));
  // A name is decoded as well.
  EXPECT_EQ("code=1\n", read("c%6Fde=1"));
}

TEST(KioskForm, PassesOverForeignFields) {
  EXPECT_EQ("code=1\n", read("submit=Go&code=1&submit=Go&=x&Code=2"));
}

TEST(KioskForm, RefusesWhatIsNone) {
  for (const std::string_view bytes :
       {"code=%", "code=%4", "code=%4&form=x", "code=%G1", "code=%1G", "code=%+1", "%=1",
        "code=%00", "co%00de=1", "other=%zz", "code=1&code=1", "code=1&c%6fde=2",
        "form=a&code=1&form=b", "code=1\n", "code=1\r\n", "code=\t1", "code=\x7F", "code=\x1F"})
    EXPECT_EQ("none", read(bytes)) << bytes;
  EXPECT_EQ("none", read(std::string_view("code=1\0", 7)));
}

TEST(KioskForm, StaysWithinItsBytesWhereverItIsCut) {
  const std::string whole = "account=%E5%AF%86%40x.cn&country=%2B86&form=00&code=+1&again=%25";
  for (size_t size = 0; size <= whole.size(); ++size) {
    const std::string cut = whole.substr(0, size);
    const size_t percent = cut.rfind('%');
    const bool broken = percent != std::string::npos && size - percent < 3;
    EXPECT_EQ(broken, read(cut) == "none") << cut;
  }
}

// Decoding in place never grows, and what comes of it holds no NUL.
TEST(KioskForm, HoldsWhateverComes) {
  constexpr std::string_view kSeeds[] = {"account=alice%40example.com&country=%2B86&form=0123",
                                         "password=%E5%AF%86+x&again=%E5%AF%86+x&form=0123",
                                         "code=123456&form=0123"};
  constexpr std::string_view kParts[] = {"%", "&", "=", "%00", "code=", "+", "%2", "%25"};
  test::Mutations mutations(14);
  size_t forms = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string bytes = mutations.next(kSeeds, kParts, 8);
    ExactBuffer buffer(bytes);
    Form form;
    if (!form.read(buffer.data(), buffer.size())) continue;
    ++forms;
    size_t size = 0;
    for (size_t j = 0; j < kFieldCount; ++j) {
      const Text value = form[static_cast<Field>(j)];
      size += value.size();
      EXPECT_EQ(std::string::npos, str(value).find('\0')) << bytes;
    }
    EXPECT_LE(size, bytes.size());
  }
  EXPECT_GT(forms, 1000U);
}

TEST(KioskForm, KnowsItsType) {
  for (const char* const type :
       {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "application/x-www-form-urlencoded;charset=UTF-8"})
    EXPECT_TRUE(is_form_type(type)) << type;
  for (const char* const type :
       {"", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx",
        "application/json", "application/x-www-form-urlencode"})
    EXPECT_FALSE(is_form_type(type)) << type;
}

TEST(KioskForm, IsOfOneTypeWhateverItsParameters) {
  const std::string type = "application/x-www-form-urlencoded";
  for (const std::string& good : {type, type + ";charset=utf-8", type + " ; charset=utf-8",
                                  type + "\t", std::string("Application/X-WWW-Form-urlencoded")})
    EXPECT_TRUE(is_form_type(good)) << good;
  for (const std::string& bad : {std::string(), std::string("text/plain"), type.substr(1),
                                 type + "2", "x" + type.substr(1), type + ","})
    EXPECT_FALSE(is_form_type(bad)) << bad;
}

}  // namespace
}  // namespace sparekey::kiosk
