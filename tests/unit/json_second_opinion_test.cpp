// SPDX-License-Identifier: Apache-2.0
// validate() against nlohmann-json's, over texts that are nearly JSON.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "exact_buffer.hpp"
#include "json/validate.hpp"
#include "mutations.hpp"
#include "print_code.hpp"
#include "tries.hpp"

namespace sparekey::json {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSeeds[] = {
    R"({"statusCode":200,"message":"\u64cd\u4f5c成功","apiCode":"2001","requestId":null})",
    R"({"data":{"passwordResetToken":"a\/b","tokenExpiresIn":60},"statusCode":200})",
    R"({"rsa":{"publicKey":"x\ny"},"publicIps":["1.2.3.4"],"version":{"server":"1.0"}})",
    R"([1,-2.5e+3,0,true,false,null,"",[],{},[[{"a":{"b":[]}}]]])",
    "\"\\ud83d\\ude00 \\uD7FF \\\\ \\\" \xF0\x9F\x98\x80 \xEF\xBF\xBF \x7F\"",
    " [ 0.1 , -0 , 1E5 , 10e-2 ] ",
    "-12.5e-3",
};
constexpr std::string_view kParts[] = {"{",        "}",
                                       "[",        "]",
                                       ",",        ":",
                                       "\"",       "\\",
                                       " ",        "\n",
                                       "-",        "0",
                                       "1",        ".",
                                       "e",        "+",
                                       "true",     "null",
                                       "\\u",      "\\u0000",
                                       "\\ud800",  "\\udc00",
                                       "\\n",      "\0"sv,
                                       "\x01",     "\xC3\xA4",
                                       "\xC0",     "\xED\xA0\x80",
                                       "\xF4\x90", "\xFF",
                                       "\t",       "\r",
                                       "/",        "\xEF\xBB\xBF",
                                       "\"a\":",   "[]",
                                       "{}",       "fals",
                                       "9",        "x"};

// The grammar has halves of surrogate pairs, and nlohmann-json refuses them: another escape stands
// in for them.
std::string without_surrogates(const std::string& text) {
  static const std::regex kSurrogate(R"(\\u[dD][89a-fA-F][0-9a-fA-F]{2})");
  return std::regex_replace(text, kSurrogate, "\\u0041");
}

// Whether nlohmann-json is known to accept this beyond the grammar, or to refuse it though it is
// within.
bool known_difference(const std::string& text, Code code) {
  if (code == Code::answer_too_large) return true;  // it has no limit of depth
  // It passes over a byte order mark, and reads NUL as the end.
  if (code != Code::ok)
    return text.substr(0, 3) == "\xEF\xBB\xBF" || text.find('\0') != std::string::npos;
  // It wants numbers to fit a double: 406 is "number overflow".
  try {
    const auto parsed = nlohmann::json::parse(text);
  } catch (const nlohmann::json::out_of_range& error) {
    return error.id == 406;
  } catch (const nlohmann::json::exception&) {
  }
  return false;
}

TEST(JsonSecondOpinion, AgreesOverMutations) {
  test::Mutations mutations(8259);
  size_t accepted = 0, differences = 0;
  constexpr size_t kRounds = test::tries(200'000);
  for (size_t round = 0; round < kRounds; ++round) {
    std::string text = mutations.next(kSeeds, kParts, 6);
    const test::ExactBuffer buffer(text);
    size_t tokens = 0;
    const Code code = validate(buffer.text(), &tokens);
    accepted += code == Code::ok;
    text = without_surrogates(text);
    if (nlohmann::json::accept(text) == (code == Code::ok)) continue;
    ++differences;
    ASSERT_TRUE(known_difference(text, code)) << testing::PrintToString(code) << ": " << text;
  }
  // The run is worth something only if both outcomes are frequent.
  EXPECT_GT(accepted, kRounds / 5);
  EXPECT_LT(accepted, kRounds / 5 * 4);
  EXPECT_LT(differences, kRounds / 20);
}

}  // namespace
}  // namespace sparekey::json
