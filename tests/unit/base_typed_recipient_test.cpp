// SPDX-License-Identifier: Apache-2.0
// E-mail addresses and phone numbers as people type and paste them.
#include "sparekey/typed_recipient.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;
using test::str;

// What goes out: the address; or the country code, a blank and the number; "refused".
std::string told(const TypedRecipient& typed, bool taken) {
  EXPECT_EQ(taken, typed.is_given());
  if (!taken) return "refused";
  const Recipient& recipient = typed.recipient();
  if (!recipient.email.empty()) return str(recipient.email);
  return str(recipient.country_code) + " " + str(recipient.phone);
}

std::string read(const std::string& text) {
  TypedRecipient typed;
  return told(typed, typed.read(ExactBuffer(std::string_view(text)).text()));
}

std::string read_phone(const std::string& number, const std::string& country_code) {
  TypedRecipient typed;
  return told(typed, typed.read_phone(number, country_code));
}

TEST(TypedEmail, IsCleaned) {
  for (const std::string typed :
       {"alice@example.com", "  alice@example.com ", "\talice@example.com\t",
        "\xEF\xBB\xBF"
        "alice@example.com",
        "alice@example.com\xE2\x80\x8B",
        "\xE2\x80\xAA"
        "alice@example.com\xE2\x80\xAC",
        "\xC2\xA0"
        "alice@example.com",
        "　alice@example.com　", "alice＠example.com", "ａｌｉｃｅ@example．com",
        "alice@exam\xC2\xAD"
        "ple.com",
        "alice@\xE2\x80\x8B"
        "example.com"})
    EXPECT_EQ(read(typed), "alice@example.com") << typed;
}

TEST(TypedEmail, IsOtherwiseLeftAlone) {
  for (const std::string typed : {"Alice.O'Hara+box@Example.COM", "a@b", "用户@例子.广告",
                                  "alice@example.com,", "a\xE2\x80\x90z@example.com"})
    EXPECT_EQ(read(typed), typed);
  const std::string longest = std::string(64, 'a') + "@" + std::string(255, 'b');
  EXPECT_EQ(read(longest), longest);
}

TEST(TypedEmail, ThatCannotBeOneIsRefused) {
  for (const std::string typed :
       {"@", "alice@", "@example.com", "alice@b@example.com", "alice smith@example.com",
        "alice@exam ple.com", "alice@example.com\nx", "a\x01@b", "a\x7F@b", "a\xC2\x85@b",
        "alice\xFF@example.com", "alice\xC0\xAF@example.com", "＠", " @ "})
    EXPECT_EQ(read(typed), "refused") << typed;
  EXPECT_EQ(read(std::string(64, 'a') + "@" + std::string(256, 'b')), "refused");
}

TEST(TypedPhone, OfMainlandChina) {
  for (const std::string typed :
       {"18812345678", "188 1234 5678", "188-1234-5678", "(188)12345678", "188.1234.5678",
        "１８８１２３４５６７８", "188　1234　5678", " 18812345678 ",
        ("\xE2\x80\xAD"
         "18812345678\xE2\x80\xAC")})
    EXPECT_EQ(read(typed), " 18812345678") << typed;
  for (const std::string typed :
       {"+86 18812345678", "+8618812345678", "+86 188 1234 5678", "+86-188-1234-5678",
        "(+86) 188 1234 5678", "+(86)18812345678", "0086 18812345678", "008618812345678",
        "00 86 188 1234 5678", "００８６ １８８１２３４５６７８", "＋８６ １８８ １２３４ ５６７８",
        "\xE2\x80\xAA+86 188-1234-5678\xE2\x80\xAC"})
    EXPECT_EQ(read(typed), "+86 18812345678") << typed;
}

TEST(TypedPhone, OfOtherCountries) {
  EXPECT_EQ(read("+1 (415) 555-0132"), "+1 4155550132");
  EXPECT_EQ(read("+14155550132"), "+1 4155550132");
  EXPECT_EQ(read("+1242 555 0132"), "+1242 5550132");
  EXPECT_EQ(read("+7 912 345-67-89"), "+7 9123456789");
  EXPECT_EQ(read("+852 5123 4567"), "+852 51234567");
  EXPECT_EQ(read("+85251234567"), "+852 51234567");
  EXPECT_EQ(read("0081 90-1234-5678"), "+81 9012345678");
  EXPECT_EQ(read("+49 1512 3456789"), "+49 15123456789");
  EXPECT_EQ(read("+39 06 1234 5678"), "+39 0612345678");
  EXPECT_EQ(read("+6834002"), "+683 4002");
}

TEST(TypedPhone, WithItsCountryCodeApart) {
  EXPECT_EQ(read_phone("188 1234 5678", "+86"), "+86 18812345678");
  EXPECT_EQ(read_phone("18812345678", "0086"), "+86 18812345678");
  EXPECT_EQ(read_phone("18812345678", " ＋８６ "), "+86 18812345678");
  EXPECT_EQ(read_phone("07911 123456", "+44"), "+44 07911123456");
  EXPECT_EQ(read_phone("555 0132", "+1242"), "+1242 5550132");
  // Said twice.
  EXPECT_EQ(read_phone("+86 18812345678", "+86"), "+86 18812345678");
  EXPECT_EQ(read_phone("008618812345678", "+86"), "+86 18812345678");
  EXPECT_EQ(read_phone("+86 18812345678", "+852"), "refused");
  for (const std::string code : {"86", "+", "+0", "+12345", "+8x", "++86", "x"})
    EXPECT_EQ(read_phone("18812345678", code), "refused") << code;
}

TEST(TypedPhone, ThatCannotBeOneIsRefused) {
  for (const std::string typed : {"",
                                  " ",
                                  "-",
                                  "+",
                                  "00",
                                  "0",
                                  "nonsense",
                                  "1",
                                  "123",
                                  "1881234567",
                                  "188123456789",
                                  "28812345678",
                                  "+86 1881234567",
                                  "+86 188123456789",
                                  "+86 28812345678",
                                  "+86",
                                  "+0 123456",
                                  "+ 0086 18812345678",
                                  "188x12345678",
                                  "188+12345678",
                                  "++86 18812345678",
                                  "+1 415 555 013",
                                  "+1 415 555 01322",
                                  "+12345",
                                  "+49 123",
                                  "+4912345678901234",
                                  "12345678901234567890",
                                  "188\n12345678",
                                  "188\x01",
                                  "188\xFF",
                                  "1881234567八",
                                  "#18812345678",
                                  "*100#"})
    EXPECT_EQ(read(typed), "refused") << typed;
}

TEST(TypedPhone, CountryCodes) {
  for (const std::string code : {"+1", "+86", "+852", "+1242", "0086", "００８６", " +86 "})
    EXPECT_TRUE(is_typed_country_code(code)) << code;
  for (const std::string code : {"", "86", "+", "00", "+0", "+086", "+12345", "+8a", "+86+"})
    EXPECT_FALSE(is_typed_country_code(code)) << code;
}

// What was refused leaves nothing of what was there before.
TEST(TypedRecipients, AreReadAnew) {
  TypedRecipient typed;
  EXPECT_TRUE(typed.read("alice@example.com"));
  EXPECT_FALSE(typed.read("nonsense"));
  EXPECT_FALSE(typed.is_given());
  EXPECT_TRUE(typed.read("+86 18812345678"));
  EXPECT_TRUE(typed.recipient().email.empty());
}

TEST(TypedPhone, OfACountryWhoseCodeNobodyFinished) {
  EXPECT_EQ(read("+2"), "refused");
  EXPECT_EQ(read("+22"), "refused");
  EXPECT_EQ(read_phone("12345", "+x"), "refused");
  EXPECT_EQ(read_phone("12345", "+"), "refused");
}

TEST(TypedPhone, IsNoLongerThanE164Allows) {
  EXPECT_EQ(read_phone("3012345678901", "+49"), "+49 3012345678901");  // 15 digits
  EXPECT_EQ(read_phone("30123456789012", "+49"), "refused");
  EXPECT_EQ(read_phone("301", "+49"), "refused");
}

TEST(TypedEmail, ReadAsOneNeedsAnAt) {
  TypedRecipient typed;
  EXPECT_FALSE(typed.read_email("alice"));
  EXPECT_FALSE(typed.read_email("alice@"));
  EXPECT_FALSE(typed.is_given());
}

// At every length around the room there is, a character that takes several bytes goes in whole or
// not at all.
TEST(TypedEmail, BeyondTheRoomIsRefusedWhole) {
  bool refused = false;
  for (size_t size = 1; size < 400; ++size) {
    TypedRecipient typed;
    const std::string address = std::string(size, 'a') + "@\xE4\xBE\x8B";
    if (typed.read_email(address)) {
      EXPECT_FALSE(refused) << size;
      EXPECT_EQ(str(typed.recipient().email), address);
    } else {
      refused = true;
      EXPECT_FALSE(typed.is_given());
    }
  }
  EXPECT_TRUE(refused);
}

}  // namespace
}  // namespace sparekey
