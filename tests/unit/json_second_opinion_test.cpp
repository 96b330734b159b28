// SPDX-License-Identifier: Apache-2.0
// validate() against nlohmann-json's, over texts that are nearly JSON.
#include <gtest/gtest.h>

#include "exact_buffer.hpp"
#include "json/validate.hpp"
#include "mutations.hpp"
#include "print_code.hpp"
#include "support/nlohmann_opinion.hpp"
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

TEST(JsonSecondOpinion, AgreesOverMutations) {
  test::Mutations mutations(8259);
  size_t accepted = 0, differences = 0;
  constexpr size_t kRounds = test::tries(200'000);
  for (size_t round = 0; round < kRounds; ++round) {
    const std::string text = mutations.next(kSeeds, kParts, 6);
    const test::ExactBuffer buffer(text);
    size_t tokens = 0;
    const Code code = validate(buffer.text(), &tokens);
    accepted += code == Code::ok;
    const char* const differs = test::difference(text, code);
    if (differs == nullptr) continue;
    ++differences;
    ASSERT_STRNE(differs, "unknown") << testing::PrintToString(code) << ": " << text;
  }
  // The run is worth something only if both outcomes are frequent.
  EXPECT_GT(accepted, kRounds / 5);
  EXPECT_LT(accepted, kRounds / 5 * 4);
  EXPECT_LT(differences, kRounds / 20);
}

}  // namespace
}  // namespace sparekey::json
