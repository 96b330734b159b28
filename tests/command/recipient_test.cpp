// SPDX-License-Identifier: Apache-2.0
// Who gets the passcode: one rule, whether given as an option or typed.
#include "command.hpp"

namespace command_test {
namespace {

struct Given {
  std::string typed;
  std::string country_code;  // as it goes out
  std::string number;        // an e-mail address if there is no country code
};

const std::vector<Given> kGood = {
    {" alice@example.com\xE2\x80\x8B", "", "alice@example.com"},
    {"\xEF\xBB\xBF"
     "alice＠example.com",
     "", "alice@example.com"},
    {"0086 188-1234-5678", "+86", "18812345678"},
    {"+8618812345678", "+86", "18812345678"},
    {"（＋８６）１８８１２３４５６７８", "+86", "18812345678"},
    {"\xE2\x80\xAD+86 (188) 1234 5678\xE2\x80\xAC", "+86", "18812345678"},
    {"+852 5123 4567", "+852", "51234567"},
};

const std::vector<std::string> kBad = {
    "12345", "+86 1881234567", "nonsense", "18812345678x", "+86", "a@", "@b", "a b@example.com"};

void expect_sent_to(const EmulatorProcess& emulator, const Given& given) {
  const json body = emulator.requests().back()["body"];
  if (given.country_code.empty()) {
    EXPECT_EQ(body.value("email", ""), given.number) << given.typed;
  } else {
    EXPECT_EQ(body.value("phoneNumber", ""), given.number) << given.typed;
    EXPECT_EQ(body.value("phoneCountryCode", ""), given.country_code) << given.typed;
  }
}

bool is_email(const std::string& text) { return contains(text, "@") || contains(text, "＠"); }

TEST(Recipients, OfOptionsAreCleaned) {
  const EmulatorProcess emulator;
  for (const Given& given : kGood) {
    const std::string option = is_email(given.typed) ? "--email" : "--phone";
    static_cast<void>(support::run(sparekey(emulator, {"send-code", option, given.typed})));
    expect_sent_to(emulator, given);
  }
}

TEST(Recipients, OfPromptsAreCleanedAlike) {
  const EmulatorProcess emulator;
  for (const Given& given : kGood) {
    const size_t before = emulator.requests().size();
    Person person(sparekey(emulator, {"recover"}));
    person.expect("E-mail or phone: ");
    person.type_line(given.typed);
    support::wait_until([&] { return emulator.requests().size() > before; }, "a request");
    expect_sent_to(emulator, given);
    person.expect("[2/3]");
    person.type("\x03");
    EXPECT_EQ(person.finish(), 1);
  }
}

TEST(Recipients, ThatCannotBeOneAreRefused) {
  for (const std::string& bad : kBad) {
    const std::string option = is_email(bad) ? "--email" : "--phone";
    expect_bad_argument({"--host", "localhost:9", "--app-id", "a", "send-code", option, bad},
                        option + " is not ");
  }
  expect_bad_argument({"--host", "localhost:9", "--app-id", "a", "send-code", "--phone",
                       "18812345678", "--country-code", "86"},
                      "--country-code must be");
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover"}));
  for (const std::string& bad : kBad) {
    person.expect("E-mail or phone: ");
    person.type_line(bad);
    person.expect("This is neither an e-mail address nor a phone number.");
  }
  person.expect("E-mail or phone: ");
  person.type("\x03");
  EXPECT_EQ(person.finish(), 1);
  EXPECT_TRUE(emulator.requests().empty());
}

}  // namespace
}  // namespace command_test
