// SPDX-License-Identifier: Apache-2.0
// What is wrong with what was typed, before the service is asked.
#include "kiosk/typed.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey::kiosk {
namespace {

using test::str;

std::string read(const std::string& account, const std::string& country) {
  TypedRecipient typed;
  switch (read_recipient(account, country, &typed)) {
    case Complaint::none:
      break;
    case Complaint::want_account:
      return "want_account";
    case Complaint::bad_account:
      return "bad_account";
    case Complaint::bad_country:
      return "bad_country";
    default:
      return "another";
  }
  const Recipient& recipient = typed.recipient();
  return str(recipient.email) + str(recipient.country_code) + " " + str(recipient.phone);
}

TEST(KioskTyped, IsARecipient) {
  EXPECT_EQ("alice@example.com ", read(" alice@example.com", ""));
  EXPECT_EQ(" 18812345678", read("188 1234 5678", ""));
  EXPECT_EQ("+86 18812345678", read("188 1234 5678", "+86"));
  EXPECT_EQ("+852 91234567", read("9123 4567", " +852 "));
  // The field is there with whatever stood in it; an address that says it all counts.
  EXPECT_EQ("alice@example.com ", read("alice@example.com", "+852"));
  EXPECT_EQ("alice@example.com ", read("alice@example.com", "nonsense"));
  EXPECT_EQ("+86 18812345678", read("+86 18812345678", "+852"));
}

TEST(KioskTyped, IsNone) {
  EXPECT_EQ("want_account", read("", ""));
  EXPECT_EQ("want_account", read(" \t", "+86"));
  EXPECT_EQ("bad_account", read("alice", ""));
  EXPECT_EQ("bad_account", read("alice", "+86"));
  EXPECT_EQ("bad_account", read("@", ""));
  EXPECT_EQ("bad_account", read("alice@example.com\xFF", ""));
  EXPECT_EQ("bad_account", read("123", ""));
  EXPECT_EQ("bad_country", read("18812345678", "86"));
  EXPECT_EQ("bad_country", read("18812345678", "+86x"));
}

TEST(KioskTyped, RecipientsDifferByAnyPart) {
  TypedRecipient one;
  TypedRecipient other;
  ASSERT_EQ(read_recipient("+86 18812345678", "", &one), Complaint::none);
  for (const char* account : {"+852 18812345678", "+86 18812345679", "a@example.com"}) {
    ASSERT_EQ(read_recipient(account, "", &other), Complaint::none);
    EXPECT_FALSE(same_recipient(one.recipient(), other.recipient())) << account;
  }
  ASSERT_EQ(read_recipient("188 1234 5678", "+86", &other), Complaint::none);
  EXPECT_TRUE(same_recipient(one.recipient(), other.recipient()));
}

TEST(KioskTyped, PasswordsAreChecked) {
  EXPECT_EQ(Complaint::none, check_password("a b", "a b", 512));
  EXPECT_EQ(Complaint::none, check_password("\xE5\xAF\x86", "\xE5\xAF\x86", 3));
  EXPECT_EQ(Complaint::want_password, check_password("", "", 512));
  EXPECT_EQ(Complaint::password_untyped, check_password("a\x01", "a\x01", 512));
  EXPECT_EQ(Complaint::password_untyped, check_password("\xFF", "\xFF", 512));
  EXPECT_EQ(Complaint::password_too_long, check_password("abcd", "abcd", 3));
  EXPECT_EQ(Complaint::passwords_differ, check_password("abc", "abd", 512));
  EXPECT_EQ(Complaint::passwords_differ, check_password("abc", "", 512));
  EXPECT_EQ(Complaint::passwords_differ, check_password("abc", "abc ", 512));
}

}  // namespace
}  // namespace sparekey::kiosk
