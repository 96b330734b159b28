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

struct Accepted {
  std::string_view text;
  size_t tokens;
};

const Accepted kAccepted[] = {
    // Any value is a JSON text.
    {"null", 1},
    {"true", 1},
    {"false", 1},
    {"0", 1},
    {"\"\"", 1},
    {"[]", 1},
    {"{}", 1},
    {" \t\r\n[ \t\r\n] \t\r\n", 1},
    {" {\n} ", 1},
    {"42 ", 1},
    {" \"a\" ", 1},
    // Arrays.
    {"[1]", 2},
    {"[1,2]", 3},
    {"[ 1 , 2 ]", 3},
    {"[[]]", 2},
    {"[[],[]]", 3},
    {"[null,true,false,0,\"\",[],{}]", 8},
    {"[[1],[[2]],3]", 7},
    // Objects.
    {R"({"a":1})", 3},
    {R"({"a":1,"b":2})", 5},
    {R"( { "a" : 1 , "b" : [ ] } )", 5},
    {R"({"":0})", 3},
    {R"({"a":{}})", 3},
    {R"({"a":{"b":{"c":[]}}})", 7},
    {R"({"a":1,"a":2})", 5},  // who asks for a twice-named member is refused, not the text
    {R"([{"a":[{"b":null}]}])", 7},
    // Numbers.
    {"-0", 1},
    {"-1", 1},
    {"10", 1},
    {"0.0", 1},
    {"-0.5", 1},
    {"1.25", 1},
    {"0e0", 1},
    {"1e1", 1},
    {"1E1", 1},
    {"1e+1", 1},
    {"1e-1", 1},
    {"1E+01", 1},
    {"1.5e-7", 1},
    {"0e00", 1},
    {"-0e-0", 1},
    {"123456789012345678901234567890123456789012345678901234567890", 1},
    {"1e999999", 1},
    {"-1e-999999", 1},
    {"[1e5,2]", 3},
    // Strings.
    {R"("a")", 1},
    {R"("\"\\\/\b\f\n\r\t")", 1},
    {R"("\u0000")", 1},
    {R"("\u0041\u00e4\u00E4\uABCD\uabcd")", 1},
    {R"("\ud800\udc00")", 1},
    {R"("\uDBFF\uDFFF")", 1},
    {R"("\ud83d\ude00 \uD7FF \uE000")", 1},
    // Half a surrogate pair encodes no character, but is in the grammar (RFC 8259 section 8.2).
    {R"("\ud800")", 1},
    {R"("\uDBFF")", 1},
    {R"("\udc00")", 1},
    {R"("\uDFFF")", 1},
    {R"("\ud800a")", 1},
    {R"("\ud800\n")", 1},
    {R"("\ud800\u0041")", 1},
    {R"("\ud800\ud800")", 1},
    {R"("\ud800\ue000")", 1},
    {R"("\ud800x\udc00")", 1},
    {R"("\udc00\ud800")", 1},
    {R"({"\ud800":["\udc00\udc00"]})", 4},
    {R"("\uFFFF\uFDD0")", 1},  // noncharacters are characters enough
    {R"("\\u12")", 1},
    {R"("\\\\")", 1},
    {R"("[1,{]}")", 1},
    {"\"\x7F\"", 1},
    {"\"\xC2\x80 \xDF\xBF\"", 1},
    {"\"\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF\"", 1},
    {"\"\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF\"", 1},
    {"\"\xEF\xBB\xBF\"", 1},      // a byte order mark within a string
    {"\"\xE2\x80\xA8\"", 1},      // U+2028
    {"{\"\xE5\xAF\x86\":1}", 3},  // a name
    {R"({"\u0000":"\u0000"})", 3},
    {R"({"statusCode":200,"message":"ok","data":{"isValid":true}})", 9},
};

struct Refused {
  std::string_view text;
  Code code;
};

constexpr Code kNot = Code::not_json, kBad = Code::malformed_json;

const Refused kRefused[] = {
    // Does not begin like JSON.
    {"", kNot},
    {" ", kNot},
    {" \t\r\n", kNot},
    {"\xEF\xBB\xBF{}", kNot},  // RFC 8259 section 8.1
    {"\xFE\xFF\0{\0}"sv, kNot},
    {"\xFF\xFE{\0}\0"sv, kNot},
    {"<!DOCTYPE html><html></html>", kNot},
    {"\r\n<html>", kNot},
    {"Bad Gateway", kNot},
    {"\0"sv, kNot},
    {"\0{}"sv, kNot},
    {"\x7F", kNot},
    {"\xFF", kNot},
    {"\xE5\xAF\x86", kNot},
    {"'a'", kNot},
    {"+1", kNot},
    {".5", kNot},
    {",", kNot},
    {":", kNot},
    {"]", kNot},
    {"}", kNot},
    {"/* c */ 1", kNot},
    {"// c\n1", kNot},
    {"# c", kNot},
    {"\v1", kNot},
    {"\f1", kNot},
    {"\xC2\xA0{}", kNot},  // a no-break space is no white space
    {"NaN", kNot},
    {"Infinity", kNot},
    {"True", kNot},
    {"undefined", kNot},
    {"a", kNot},
    {"\\u007b}", kNot},
    // Literals.
    {"tru", kBad},
    {"t", kBad},
    {"truee", kBad},
    {"true false", kBad},
    {"fals", kBad},
    {"nul", kBad},
    {"nulll", kBad},
    {"nUll", kBad},
    {"nan", kBad},
    {"throttled", kBad},
    {"[tru]", kBad},
    {"[nul,1]", kBad},
    {"[True]", kBad},
    {"[NaN]", kBad},
    {"[undefined]", kBad},
    // Numbers.
    {"-", kBad},
    {"--1", kBad},
    {"-a", kBad},
    {"- 1", kBad},
    {"-Infinity", kBad},
    {"01", kBad},
    {"-01", kBad},
    {"00", kBad},
    {"0x1F", kBad},
    {"1.", kBad},
    {"0.", kBad},
    {"-.5", kBad},
    {"1.e1", kBad},
    {"1..2", kBad},
    {"1.2.3", kBad},
    {"1e", kBad},
    {"1E", kBad},
    {"0e+", kBad},
    {"1e-", kBad},
    {"1e+-1", kBad},
    {"1ee1", kBad},
    {"1e1.5", kBad},
    {"1a", kBad},
    {"1 2", kBad},
    {"1_000", kBad},
    {"1,000", kBad},
    {"[+1]", kBad},
    {"[.5]", kBad},
    {"[1 000]", kBad},
    {"[-]", kBad},
    {"[0e]", kBad},
    {"[\xEF\xBC\x91]", kBad},  // a full-width 1
    {"1\xC2\xA0", kBad},
    {"1\0"sv, kBad},
    {"{\"a\":1}\0"sv, kBad},
    // Strings.
    {"\"", kBad},
    {"\"a", kBad},
    {"\"\\\"", kBad},
    {"\"\\", kBad},
    {R"("\a")", kBad},
    {R"("\v")", kBad},
    {R"("\'")", kBad},
    {R"("\0")", kBad},
    {R"("\x41")", kBad},
    {R"("\U0041")", kBad},
    {"\"\\\0\""sv, kBad},
    {"\"\\\n\"", kBad},
    {"\"\\\xC3\xA4\"", kBad},
    {R"("\u")", kBad},
    {R"("\u1")", kBad},
    {R"("\u12")", kBad},
    {R"("\u123")", kBad},
    {R"("\u123g")", kBad},
    {R"("\u+123")", kBad},
    {R"("\u 123")", kBad},
    {R"("\u{41}")", kBad},
    {R"("\ud8")", kBad},
    {R"("\ud800\")", kBad},
    {R"("\ud800\x")", kBad},
    {R"("\ud800\u")", kBad},
    {R"("\ud800\udc0")", kBad},
    {"\"\0\""sv, kBad},
    {"\"\x01\"", kBad},
    {"\"\x1F\"", kBad},
    {"\"\t\"", kBad},
    {"\"\n\"", kBad},
    {"\"\r\n\"", kBad},
    {"[\"a\nb\"]", kBad},
    {"\"\x80\"", kBad},
    {"\"\xBF\"", kBad},
    {"\"\xC0\x80\"", kBad},  // overlong
    {"\"\xC1\xBF\"", kBad},
    {"\"\xE0\x80\xAF\"", kBad},
    {"\"\xE0\x9F\xBF\"", kBad},
    {"\"\xF0\x80\x80\x80\"", kBad},
    {"\"\xF0\x8F\xBF\xBF\"", kBad},
    {"\"\xED\xA0\x80\"", kBad},  // surrogates
    {"\"\xED\xBF\xBF\"", kBad},
    {"\"\xED\xA0\x80\xED\xB0\x80\"", kBad},
    {"\"\xF4\x90\x80\x80\"", kBad},  // beyond U+10FFFF
    {"\"\xF8\x88\x80\x80\x80\"", kBad},
    {"\"\xE5\xAF\"", kBad},
    {"\"\xC3", kBad},
    {"\"\xFF\"", kBad},
    {"\"\xE4\"", kBad},  // Latin-1
    {"[\"a\",\xFF]", kBad},
    {"\"a\" \"b\"", kBad},
    {"\"a\"b", kBad},
    {"['a']", kBad},
    // Arrays.
    {"[", kBad},
    {"[1", kBad},
    {"[1,", kBad},
    {"[1,]", kBad},
    {"[,1]", kBad},
    {"[,]", kBad},
    {"[1,,2]", kBad},
    {"[1,2,]", kBad},
    {"[1 2]", kBad},
    {"[1;2]", kBad},
    {"[1:2]", kBad},
    {"[\"a\":1]", kBad},
    {"[\"a\" \"b\"]", kBad},
    {"[1]]", kBad},
    {"[1}", kBad},
    {"[[1]", kBad},
    {"[]]", kBad},
    {"[][]", kBad},
    {"[],", kBad},
    {"[]x", kBad},
    {"[\x01]", kBad},
    {"[\v1]", kBad},
    {"[1/*c*/]", kBad},
    {"[1]//", kBad},
    {"[\xEF\xBB\xBF]", kBad},
    // Objects.
    {"{", kBad},
    {"{]", kBad},
    {"{\"a\"", kBad},
    {"{\"a\"}", kBad},
    {"{\"a\":", kBad},
    {"{\"a\":}", kBad},
    {"{\"a\":1", kBad},
    {"{\"a\":1,", kBad},
    {"{\"a\":1,}", kBad},
    {"{,}", kBad},
    {"{,\"a\":1}", kBad},
    {"{\"a\":1,,\"b\":2}", kBad},
    {"{\"a\":1 \"b\":2}", kBad},
    {"{\"a\":1;\"b\":2}", kBad},
    {"{\"a\",1}", kBad},
    {"{\"a\"::1}", kBad},
    {"{\"a\":1:2}", kBad},
    {"{\"a\" 1}", kBad},
    {"{\"a\":1,2}", kBad},
    {"{\"a\":1,\"b\" 2}", kBad},
    {"{\"a\":1,b:2}", kBad},
    {"{:1}", kBad},
    {"{a:1}", kBad},
    {"{'a':1}", kBad},
    {"{1:1}", kBad},
    {"{null:1}", kBad},
    {"{[]:1}", kBad},
    {"{\"a\":1]", kBad},
    {"{\"a\":1}}", kBad},
    {"{\"a\":1}{", kBad},
    {"{\"a\":1} {\"b\":2}", kBad},
    {"{\"a\":1}#", kBad},
    {"{\"a\":[}]", kBad},
    {"{\"a\n\":1}", kBad},
    {"{}<!-- -->", kBad},
};

TEST(JsonValidate, AcceptsAndCountsTokens) {
  for (const Accepted& accepted : kAccepted) {
    size_t tokens = 0;
    EXPECT_EQ(validate_exact(accepted.text, &tokens), Code::ok) << accepted.text;
    EXPECT_EQ(tokens, accepted.tokens) << accepted.text;
  }
}

TEST(JsonValidate, Refuses) {
  for (const Refused& refused : kRefused)
    EXPECT_EQ(validate_exact(refused.text), refused.code) << refused.text;
}

TEST(JsonValidate, RefusesWithinAnArrayToo) {
  for (const Refused& refused : kRefused) {
    if (refused.text.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
    if (refused.text == "1,000" || refused.text == "]")
      continue;  // "[1,000]" has a leading zero, …
    const std::string text = "[0," + std::string(refused.text) + "]";
    EXPECT_EQ(validate_exact(text), kBad) << text;
  }
  EXPECT_EQ(validate_exact("[0,1,000]"), kBad);
  EXPECT_EQ(validate_exact("[0,]]"), kBad);
}

// An object, array, string or literal that is cut short is not one.
TEST(JsonValidate, CutOffAtEveryLength) {
  for (const Accepted& accepted : kAccepted) {
    const std::string_view text =
        accepted.text.substr(0, accepted.text.find_last_not_of(" \t\r\n") + 1);
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (text[first] == '-' || (text[first] >= '0' && text[first] <= '9')) continue;
    for (size_t size = 0; size < text.size(); ++size)
      EXPECT_EQ(validate_exact(text.substr(0, size)), size <= first ? kNot : kBad)
          << text.substr(0, size);
  }
}

TEST(JsonValidate, AnswersCutOffNowhereOverrun) {
  for (const Refused& refused : kRefused)
    for (size_t size = 0; size <= refused.text.size(); ++size)
      validate_exact(refused.text.substr(0, size));  // for AddressSanitizer
}

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
