// SPDX-License-Identifier: Apache-2.0
// The page of the library tells every code and every advice, in the words a person is shown.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "to_string.hpp"
#include "words/results.hpp"

namespace sparekey {
namespace {

template <typename Id>
std::string in_both(Id id) {
  return to_string(say(UiLanguage::english, id)) + " | " + to_string(say(UiLanguage::chinese, id)) +
         " |\n";
}

std::string as_the_code_has_it() {
  std::string out = "| code | kind | advice | English | Chinese |\n|---|---|---|---|---|\n";
  for (int i = 0; i <= static_cast<int>(Code::encryption_failed); ++i) {
    const auto code = static_cast<Code>(i);
    // The advice where mbedTLS takes its memory from the system.
    const Advice advice =
        code == Code::out_of_memory ? Advice::retry : advice_for(code, Delivery::not_sent);
    out += "| `" + to_string(name(code)) + "` | " + to_string(name(kind_of(code))) + " | " +
           to_string(name(advice)) + " | " + in_both(code);
  }
  out += "\n| advice | English | Chinese |\n|---|---|---|\n";
  for (int i = 1; i <= static_cast<int>(Advice::check_trust); ++i) {
    const auto advice = static_cast<Advice>(i);
    out += "| `" + to_string(name(advice)) + "` | " + in_both(advice);
  }
  return out;
}

TEST(ReadmeErrors, AreThoseOfTheCode) {
  std::ostringstream page;
  page << std::ifstream(SPAREKEY_SOURCE_DIR "/include/sparekey/README.md").rdbuf();
  const std::string text = page.str();
  size_t begin = text.find("<!-- errors:");
  ASSERT_NE(begin, std::string::npos);
  begin = text.find('\n', begin) + 1;
  const std::string table = as_the_code_has_it();
  EXPECT_TRUE(text.substr(begin, text.find("<!-- end of errors -->") - begin) ==
              '\n' + table + '\n')
      << "The page must say:\n"
      << table;
}

}  // namespace
}  // namespace sparekey
