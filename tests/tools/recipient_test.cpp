// SPDX-License-Identifier: Apache-2.0
#include "emulator/recipient.hpp"

#include <gtest/gtest.h>

#include "emulator/refusals.hpp"

namespace emulator {
namespace {

TEST(Recipient, EmailAddressesAreTheSameInEitherCase) {
  EXPECT_EQ(email_recipient("Alice@Example.COM").address, "alice@example.com");
}

TEST(Recipient, RefusesMalformedEmailAddresses) {
  for (const std::string& bad :
       {std::string(), std::string("alice"), std::string("@example.com"), std::string("alice@"),
        std::string("alice@localhost"), std::string("a@b@example.com"),
        std::string("al ice@example.com"), std::string("alice@example.com\r\n"),
        std::string("alice@.com"), std::string("alice@example."),
        std::string(65, 'a') + "@example.com", "a@" + std::string(250, 'b') + ".com"})
    EXPECT_THROW(email_recipient(bad), Refused) << bad;
}

TEST(Recipient, PhoneNumbersStandBehindTheirCountryCode) {
  EXPECT_EQ(phone_recipient("+86", "18812345678").address, "+8618812345678");
  EXPECT_EQ(phone_recipient("+1", "5550100").address, "+15550100");
}

TEST(Recipient, RefusesMalformedPhoneNumbers) {
  const std::pair<const char*, const char*> cases[] = {{"+86", ""},
                                                       {"+86", "+8618812345678"},
                                                       {"+86", "1881234567"},
                                                       {"+86", "28812345678"},
                                                       {"+86", "1881234567x"},
                                                       {"86", "18812345678"},
                                                       {"+", "18812345678"},
                                                       {"", "18812345678"},
                                                       {"+12345", "5550100"},
                                                       {"+1", "123"},
                                                       {"+1", "123456789012345"}};
  for (const auto& [country_code, number] : cases)
    EXPECT_THROW(phone_recipient(country_code, number), Refused) << country_code << ' ' << number;
}

}  // namespace
}  // namespace emulator
