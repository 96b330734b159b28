// SPDX-License-Identifier: Apache-2.0
#include "json/validate.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "exact_buffer.hpp"
#include "print_code.hpp"

namespace sparekey::json {
namespace {

using namespace std::string_view_literals;
using test::ExactBuffer;

Code validate_exact(std::string_view text, size_t* out_tokens = nullptr) {
  const ExactBuffer buffer(text);
  size_t tokens = 0;
  const Code code = validate(buffer.text(), &tokens);
  if (out_tokens != nullptr) *out_tokens = tokens;
  return code;
}

std::string repeat(std::string_view part, size_t times) {
  std::string text;
  while (times-- > 0) text += part;
  return text;
}

constexpr Code kNot = Code::not_json, kBad = Code::malformed_json;

TEST(JsonValidate, DepthUpToTheLimit) {
  for (const auto& [open, inner, close] :
       {std::tuple("[", "", "]"), std::tuple("[", "1", "]"), std::tuple("{\"a\":", "1", "}"),
        std::tuple("[{\"a\":", "[]", "}]")}) {
    const size_t levels = std::string_view(open).size() == 6 ? 2 : 1;
    const size_t inner_levels = std::string_view(inner) == "[]" ? 1 : 0;
    for (size_t times = 1; times <= 40; ++times) {
      const std::string text = repeat(open, times) + inner + repeat(close, times);
      EXPECT_EQ(validate_exact(text),
                times * levels + inner_levels <= kMaxDepth ? Code::ok : Code::answer_too_large)
          << text;
    }
  }
  // Siblings do not add up.
  EXPECT_EQ(validate_exact("[" + repeat("[{}],", 1000) + "[]]"), Code::ok);
  // Kinds of brackets are remembered at every level.
  for (unsigned level = 0; level < kMaxDepth; ++level) {
    std::string open(kMaxDepth, '['), close(kMaxDepth, ']');
    close[level] = '}';
    EXPECT_EQ(validate_exact(open + close), kBad);
  }
}

TEST(JsonValidate, WhatIsNotUtf8IsSeenEverywhere) {
  const std::string good = R"([{"a":-1.5e3,"b":[true,"c\n"]}, null])";
  for (const char* bytes : {"\xFF", "\x80", "\xC3", "\xED\xA0\x80"})
    for (size_t at = 1; at <= good.size(); ++at)
      EXPECT_EQ(validate_exact(std::string(good).insert(at, bytes)), kBad) << at;
  // That says more than the depth does.
  EXPECT_EQ(validate_exact(std::string(kMaxDepth + 1, '[') + "\"\xFF\""), kBad);
}

TEST(JsonValidate, HugeInputsEndQuickly) {
  const size_t size = 10'000'000;
  EXPECT_EQ(validate_exact(std::string(size, '[')), Code::answer_too_large);
  EXPECT_EQ(validate_exact(repeat("{\"a\":", size / 5)), Code::answer_too_large);
  EXPECT_EQ(validate_exact(std::string(size, ' ')), kNot);
  EXPECT_EQ(validate_exact("\"" + std::string(size, 'a')), kBad);
  EXPECT_EQ(validate_exact(std::string(size, '1')), Code::ok);
  size_t tokens = 0;
  EXPECT_EQ(validate_exact("[" + repeat("0,", size / 2) + "0]", &tokens), Code::ok);
  EXPECT_EQ(tokens, size / 2 + 2);
}

TEST(JsonValidate, NoBytesAtAll) {
  size_t tokens = 0;
  EXPECT_EQ(validate(Text(), &tokens), Code::not_json);
}

}  // namespace
}  // namespace sparekey::json
