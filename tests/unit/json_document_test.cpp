// SPDX-License-Identifier: Apache-2.0
#include "json/document.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <vector>

#include "base/text.hpp"
#include "exact_buffer.hpp"
#include "json/validate.hpp"
#include "print_code.hpp"
#include "sparekey/client.hpp"

namespace sparekey::json {
namespace {

using namespace std::string_view_literals;
using test::ExactBuffer;
using test::str;

static_assert(sizeof(Token) == kJsonTokenBytes);

// A document over buffers of exactly the sizes it needs.
class Parsed {
 public:
  explicit Parsed(std::string_view text) : text_(text) {
    size_t count = 0;
    EXPECT_EQ(validate(text_.text(), &count), Code::ok) << text;
    tokens_ = std::make_unique<ExactBuffer>(count * sizeof(Token));
    EXPECT_EQ(document_.parse(text_.data(), text_.size(), tokens(), count), Code::ok) << text;
  }

  Document* operator->() { return &document_; }
  Value root() const { return document_.root(); }
  Value operator[](std::string_view name) { return document_.member(root(), name); }

 private:
  Token* tokens() { return reinterpret_cast<Token*>(tokens_->data()); }

  ExactBuffer text_;
  std::unique_ptr<ExactBuffer> tokens_;
  Document document_;
};

Code parse(std::string_view text, size_t capacity) {
  ExactBuffer buffer(text);
  ExactBuffer tokens(capacity * sizeof(Token));
  Document document;
  const Code code = document.parse(buffer.data(), buffer.size(),
                                   reinterpret_cast<Token*>(tokens.data()), capacity);
  EXPECT_EQ(document.root().absent(), code != Code::ok) << text;
  EXPECT_TRUE(document.ok());
  return code;
}

TEST(JsonDocument, ParseTellsErrorsApart) {
  EXPECT_EQ(parse("{}", 1), Code::ok);
  EXPECT_EQ(parse("", 8), Code::not_json);
  EXPECT_EQ(parse("<html>", 8), Code::not_json);
  EXPECT_EQ(parse("{\"a\":}", 8), Code::malformed_json);
  EXPECT_EQ(parse(std::string(40, '['), 64), Code::answer_too_large);
}

TEST(JsonDocument, TokensUpToTheCapacity) {
  const std::string_view text = R"({"a":[1,{"b":"c"}],"d":null})";
  for (size_t capacity = 0; capacity < 12; ++capacity)
    EXPECT_EQ(parse(text, capacity), capacity >= 9 ? Code::ok : Code::answer_too_large) << capacity;
}

TEST(JsonDocument, PositionsFitJsmnsInt) {
  char nothing[1] = {'1'};
  Token tokens[1];
  Document document;
  // Refused by its size alone: none of it is read.
  EXPECT_EQ(document.parse(nothing, size_t{1} << 31, tokens, 1), Code::answer_too_large);
}

TEST(JsonDocument, ParseForgetsWhatWasBefore) {
  Document document;
  char first[] = "[]", second[] = "x";
  Token tokens[4];
  ASSERT_EQ(document.parse(first, 2, tokens, 4), Code::ok);
  document.text(document.root());
  EXPECT_FALSE(document.ok());
  ASSERT_EQ(document.parse(second, 1, tokens, 4), Code::not_json);
  EXPECT_TRUE(document.ok());
  EXPECT_TRUE(document.root().absent());
}

TEST(JsonDocument, NothingIsReadBeforeParse) {
  Document document;
  EXPECT_TRUE(document.root().absent());
  EXPECT_TRUE(document.member(document.root(), "a").absent());
  EXPECT_EQ(str(document.raw(document.root())), "");
  EXPECT_TRUE(document.ok());
}

TEST(JsonDocument, MembersOfEveryType) {
  Parsed json(R"( {"n":-12,"s":"text","t":true,"f":false,"z":null,"o":{"n":3},"a":[{"n":4}]} )");
  int64_t n = 0;
  EXPECT_TRUE(json->read_integer(json["n"], &n));
  EXPECT_EQ(n, -12);
  EXPECT_EQ(str(json->text(json["s"])), "text");
  EXPECT_TRUE(json->boolean(json["t"]));
  EXPECT_FALSE(json->boolean(json["f"]));
  EXPECT_EQ(json->natural(json->member(json["o"], "n")), 3);
  EXPECT_TRUE(json["x"].absent());
  EXPECT_TRUE(json["N"].absent());
  EXPECT_TRUE(json[""].absent());
  EXPECT_TRUE(json["text"].absent());  // a value, not a name
  EXPECT_TRUE(json->ok());

  EXPECT_TRUE(json->is_string(json["s"]) && !json->is_string(json["n"]));
  EXPECT_TRUE(json->is_object(json["o"]) && !json->is_object(json["a"]));
  EXPECT_TRUE(json->is_null(json["z"]) && !json->is_null(json["s"]));
  for (const char* name : {"t", "f", "z", "a", "x"}) {
    EXPECT_FALSE(json->is_string(json[name])) << name;
    EXPECT_FALSE(json->is_object(json[name])) << name;
  }
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, MembersOfOtherObjectsAreNotTaken) {
  Parsed json(R"({"a":{"x":1},"b":[{"x":2}],"x":3,"c":{"x":4,"y":{"x":5}}})");
  EXPECT_EQ(json->natural(json["x"]), 3);
  EXPECT_EQ(json->natural(json->member(json["a"], "x")), 1);
  EXPECT_EQ(json->natural(json->member(json["c"], "x")), 4);
  EXPECT_EQ(json->natural(json->member(json->member(json["c"], "y"), "x")), 5);
  EXPECT_TRUE(json->member(json["a"], "y").absent());  // that of c, behind it
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, AbsentObjectsHaveAbsentMembers) {
  Parsed json(R"({"data":null})");
  EXPECT_TRUE(json->member(json["none"], "a").absent());
  EXPECT_TRUE(json->member(json->member(json["none"], "a"), "b").absent());
  EXPECT_FALSE(json["data"].absent());
  EXPECT_TRUE(json->optional(json.root(), "data").absent());
  EXPECT_TRUE(json->member(json->optional(json.root(), "data"), "a").absent());
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, OnlyObjectsHaveMembers) {
  for (const char* text : {"null", "true", "0", "\"a\"", "[]", "[{\"a\":1}]"}) {
    Parsed json(text);
    EXPECT_TRUE(json["a"].absent());
    EXPECT_FALSE(json->ok()) << text;
  }
  Parsed json(R"({"data":null})");
  EXPECT_TRUE(json->member(json["data"], "a").absent());
  EXPECT_FALSE(json->ok());
}

TEST(JsonDocument, NamesOnceOrRefused) {
  for (const char* text : {R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":null})", R"({"a":1,"\u0061":2})",
                           R"({"\u0061":1,"a":2})", R"({"a":{"a":1},"a":2})"}) {
    Parsed json(text);
    EXPECT_TRUE(json["a"].absent());
    EXPECT_FALSE(json->ok()) << text;

    Parsed optional(text);
    EXPECT_TRUE(optional->optional(optional.root(), "a").absent());
    EXPECT_FALSE(optional->ok()) << text;
  }
  Parsed other(R"({"a":1,"b":2,"b":3})");  // not asked for
  EXPECT_EQ(other->natural(other["a"]), 1);
  EXPECT_TRUE(other->ok());
}

TEST(JsonDocument, NamesAreComparedDecoded) {
  Parsed json(R"({"status\u0043ode":1,"\ud83d\ude00":2,"\n\"\\\/":3,"\u0000":4,"":5,"ab":6})");
  EXPECT_EQ(json->natural(json["statusCode"]), 1);
  EXPECT_EQ(json->natural(json["\xF0\x9F\x98\x80"]), 2);
  EXPECT_EQ(json->natural(json["\n\"\\/"]), 3);
  EXPECT_EQ(json->natural(json["\0"sv]), 4);
  EXPECT_EQ(json->natural(json[""]), 5);
  EXPECT_EQ(json->natural(json["statusCode"]), 1);  // names stay as they are
  for (std::string_view name : {"status"sv, "statusCodes"sv, "status\\u0043ode"sv, "\xF0\x9F\x98"sv,
                                "a"sv, "abc"sv, "\0\0"sv})
    EXPECT_TRUE(json[name].absent()) << name;
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, TextIsDecoded) {
  const struct {
    std::string_view encoded, decoded;
  } cases[] = {
      {R"("")", ""},
      {R"("plain")", "plain"},
      {"\"\xE5\xAF\x86\"", "\xE5\xAF\x86"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u0041")", "A"},
      {R"("\u0000")", "\0"sv},
      {R"("a\u0000b")", "a\0b"sv},
      {R"("\u007f\u0080")", "\x7F\xC2\x80"},
      {R"("\u07FF\u0800")", "\xDF\xBF\xE0\xA0\x80"},
      {R"("\uD7FF\uE000\uFFFF")", "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"},
      {R"("\ud800\udc00")", "\xF0\x90\x80\x80"},
      {R"("\uDBFF\uDFFF")", "\xF4\x8F\xBF\xBF"},
      {R"("\uD83D\uDE00!")", "\xF0\x9F\x98\x80!"},
      {R"("\\n")", "\\n"},
      {R"("\\u0041")", "\\u0041"},
      {R"("\\\\\\")", "\\\\\\"},
      {R"("a\/b\/c")", "a/b/c"},
  };
  for (const auto& one : cases) {
    Parsed json(one.encoded);
    EXPECT_EQ(str(json->text(json.root())), one.decoded) << one.encoded;
    EXPECT_EQ(str(json->text(json.root())), one.decoded) << "asked again: " << one.encoded;

    Parsed member("{\"m\":" + std::string(one.encoded) + ",\"n\":" + std::string(one.encoded) +
                  "}");
    const Text first = member->text(member["m"]);
    EXPECT_EQ(str(member->text(member["n"])), one.decoded);
    EXPECT_EQ(str(first), one.decoded);
    EXPECT_EQ(str(member->text(member["m"])), one.decoded);
    EXPECT_TRUE(member->ok());
  }
}

// For readers that take half a surrogate pair as U+FFFD.
const struct {
  std::string_view encoded, lossy;
} kHalfPairs[] = {
    {R"("\ud800")", "\uFFFD"},
    {R"("\uDBFF")", "\uFFFD"},
    {R"("\udc00")", "\uFFFD"},
    {R"("\uDFFF")", "\uFFFD"},
    {R"("cut \uD83D")", "cut \uFFFD"},
    {R"("\uD83D\nDE00")", "\uFFFD\nDE00"},
    {R"("\uD83DauDE00")", "\uFFFDauDE00"},
    {R"("\ude00 cut")", "\uFFFD cut"},
    {R"("\ud83d\ud83d\ude00")", "\uFFFD\U0001F600"},
    {R"("\ud83d\ude00\ude00")", "\U0001F600\uFFFD"},
    {R"("\ude00\ud83d")", "\uFFFD\uFFFD"},
    {R"("\ud83dx\ude00")", "\uFFFDx\uFFFD"},
    {R"("\ud83d\u0041")", "\uFFFDA"},
    {R"("\ud83d\ue000")", "\uFFFD\uE000"},
    {R"("\ud83d\\ude00")", "\uFFFD\\ude00"},
    {R"("\ud83d\n")", "\uFFFD\n"},
    {R"("\ud83d\"")", "\uFFFD\""},
};

TEST(JsonDocument, HalfASurrogatePairIsNoTextButCanBeRead) {
  for (const auto& one : kHalfPairs) {
    const std::string object = "{\"a\":" + std::string(one.encoded) + ",\"b\":1}";
    Parsed json(object);
    EXPECT_EQ(str(json->text_or_empty(json["a"])), "") << one.encoded;
    EXPECT_EQ(str(json->lossy_text(json["a"])), one.lossy) << one.encoded;
    EXPECT_EQ(str(json->lossy_text(json["a"])), one.lossy) << "asked again: " << one.encoded;
    EXPECT_EQ(str(json->text_or_empty(json["a"])), "") << "and again: " << one.encoded;
    EXPECT_EQ(json->natural(json["b"]), 1);
    EXPECT_TRUE(json->ok());
    EXPECT_EQ(str(json->text(json["a"])), "") << "nor once decoded: " << one.encoded;
    EXPECT_FALSE(json->ok());

    Parsed strict(object);
    EXPECT_EQ(str(strict->text(strict["a"])), "") << one.encoded;
    EXPECT_FALSE(strict->ok()) << one.encoded;
  }
}

TEST(JsonDocument, HalfASurrogatePairStaysAsItWasSentUntilItIsRead) {
  Parsed json(R"({"v":{"a":"\ud83d"},"w":["\ude00"]})");
  EXPECT_EQ(str(json->raw(json["v"])), R"({"a":"\ud83d"})");
  EXPECT_EQ(str(json->lossy_text(json->member(json["v"], "a"))), "\uFFFD");
  EXPECT_EQ(str(json->raw(json["v"])), "{\"a\":\"\uFFFD\"   }");
  EXPECT_EQ(str(json->raw(json["w"])), R"(["\ude00"])");
}

TEST(JsonDocument, HalfASurrogatePairInANameIsPassedOver) {
  Parsed json(R"({"\ud83d":1,"a\ude00":2,"a":3,"\udc00a":4})");
  EXPECT_EQ(json->natural(json["a"]), 3);
  EXPECT_TRUE(json[""].absent());
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, ReadsThatNeverFail) {
  Parsed json(R"({"s":"a\u0041","i":7,"f":1.5,"z":null,"l":["x"],"t":1,"t":2,"o":{"s":"b"}})");
  const auto decoration = [&](const char* name) { return json->decoration(json.root(), name); };
  EXPECT_EQ(str(json->text_or_empty(decoration("s"))), "aA");
  EXPECT_EQ(str(json->lossy_text(decoration("s"))), "aA");
  for (const char* name : {"i", "f", "z", "l", "t", "o", "none"}) {
    EXPECT_EQ(str(json->text_or_empty(decoration(name))), "") << name;
    EXPECT_EQ(str(json->lossy_text(decoration(name))), "") << name;
  }
  int64_t value = 42;
  for (const char* name : {"s", "f", "z", "l", "t", "o", "none"})
    EXPECT_FALSE(json->read_integer(decoration(name), &value)) << name;
  EXPECT_EQ(value, 42) << "left alone";
  EXPECT_TRUE(json->read_integer(decoration("i"), &value));
  EXPECT_EQ(value, 7);
  EXPECT_TRUE(decoration("t").absent());
  EXPECT_TRUE(decoration("z").absent());
  EXPECT_TRUE(json->decoration(json["l"], "s").absent());
  EXPECT_TRUE(json->decoration(json["none"], "s").absent());
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, EveryCodePointIsDecoded) {
  for (uint32_t point = 0; point <= 0x10FFFF; point += point < 0x900 ? 1 : 61) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    char encoded[32];
    if (point < 0x10000)
      snprintf(encoded, sizeof encoded, "\"\\u%04x\"", point);
    else
      snprintf(encoded, sizeof encoded, "\"\\u%04X\\u%04X\"", 0xD800 + ((point - 0x10000) >> 10),
               0xDC00 + (point & 0x3FF));
    Parsed json(encoded);
    const std::string decoded = str(json->text(json.root()));
    ASSERT_TRUE(is_utf8(decoded)) << point;
    const auto lead = static_cast<uint8_t>(decoded[0]);
    const size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    ASSERT_EQ(decoded.size(), size) << point;
    uint32_t value = size == 1 ? lead : lead & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; ++i)
      value = value << 6 | (static_cast<uint8_t>(decoded[i]) & 0x3F);
    ASSERT_EQ(value, point);
  }
}

TEST(JsonDocument, TextOfOtherTypesFails) {
  for (const char* text : {"null", "true", "0", "[]", "{}", "[\"a\"]"}) {
    Parsed json(text);
    EXPECT_EQ(str(json->text(json.root())), "");
    EXPECT_FALSE(json->ok()) << text;
  }
  Parsed json("{}");
  json->text(json["a"]);
  EXPECT_FALSE(json->ok());
}

TEST(JsonDocument, FailureSticks) {
  Parsed json(R"({"a":1,"b":"x"})");
  json->text(json["a"]);
  EXPECT_FALSE(json->ok());
  EXPECT_EQ(str(json->text(json["b"])), "x");
  EXPECT_FALSE(json->ok());
}

TEST(JsonDocument, IntegersWithinTheirRange) {
  const struct {
    const char* text;
    int64_t value;
  } cases[] = {{"0", 0},
               {"7", 7},
               {"-1", -1},
               {"200", 200},
               {"2130010", 2130010},
               {"2147483647", INT32_MAX},
               {"2147483648", int64_t{INT32_MAX} + 1},
               {"4294967297", (int64_t{1} << 32) + 1},
               {"9223372036854775807", INT64_MAX},
               {"-9223372036854775808", INT64_MIN},
               {"-9223372036854775807", INT64_MIN + 1}};
  for (const auto& one : cases) {
    Parsed json(one.text);
    int64_t value = 42;
    EXPECT_TRUE(json->read_integer(json.root(), &value)) << one.text;
    EXPECT_EQ(value, one.value);
    const bool natural = one.value >= 0 && one.value <= INT32_MAX;
    EXPECT_EQ(json->natural(json.root()), natural ? one.value : 0);
    EXPECT_EQ(json->ok(), natural) << one.text;
  }
}

TEST(JsonDocument, NoOtherNumbersAreIntegers) {
  for (const char* text :
       {"-0", "1.0", "0.5", "1e2", "1E2", "1e-2", "-1.5", "9223372036854775808",
        "-9223372036854775809", "18446744073709551616", "99999999999999999999999999999999999999",
        "\"1\"", "null", "true", "false", "[]", "[1]", "{}"}) {
    Parsed json(text);
    int64_t value = 42;
    EXPECT_FALSE(json->read_integer(json.root(), &value)) << text;
    EXPECT_EQ(value, 42) << text;
    EXPECT_EQ(json->natural(json.root()), 0) << text;
    EXPECT_FALSE(json->ok()) << text;
  }
  Parsed json("{}");
  json->natural(json["a"]);
  EXPECT_FALSE(json->ok());
}

TEST(JsonDocument, OnlyTrueAndFalseAreBooleans) {
  for (const char* text : {"null", "0", "1", "\"true\"", "\"\"", "[]", "{}"}) {
    Parsed json(text);
    EXPECT_FALSE(json->boolean(json.root()));
    EXPECT_FALSE(json->ok()) << text;
  }
  Parsed json("{}");
  json->boolean(json["a"]);
  EXPECT_FALSE(json->ok());
}

TEST(JsonDocument, RawIsAsSent) {
  Parsed json(R"({"v": {"a" : [1, "\n"]} ,"s":"x\u0041","n": -1e5 ,"z":null,"e":"","b":[ ]})");
  EXPECT_EQ(str(json->raw(json["v"])), R"({"a" : [1, "\n"]})");
  EXPECT_EQ(str(json->raw(json["s"])), R"("x\u0041")");
  EXPECT_EQ(str(json->raw(json["n"])), "-1e5");
  EXPECT_EQ(str(json->raw(json["z"])), "null");
  EXPECT_EQ(str(json->raw(json["e"])), R"("")");
  EXPECT_EQ(str(json->raw(json["b"])), "[ ]");
  EXPECT_EQ(str(json->raw(json["none"])), "");
  EXPECT_TRUE(json->ok());
}

TEST(JsonDocument, RawStaysJsonWhereTextWasDecodedWithin) {
  Parsed json(R"({"v":{"server":"1\/\u0032","build":"x"},"w":["\u0022"]})");
  const Text server = json->text(json->member(json["v"], "server"));
  EXPECT_EQ(str(server), "1/2");
  const Text raw = json->raw(json["v"]);
  EXPECT_EQ(str(raw), R"({"server":"1/2"      ,"build":"x"})");
  size_t tokens = 0;
  EXPECT_EQ(validate(raw, &tokens), Code::ok);
  EXPECT_EQ(str(json->raw(json->member(json["v"], "server"))), R"("1/2")");
  EXPECT_EQ(str(server), "1/2");
  EXPECT_EQ(str(json->raw(json["w"])), R"(["\u0022"])");
}

TEST(JsonDocument, RawIsEmptyWhereDecodedTextIsNoJson) {
  for (const char* escape : {"\\n", "\\\"", "\\\\", "\\u0000", "\\u001f", "\\u0022", "\\u005C"}) {
    Parsed json(std::string(R"({"u":[0],"v":{"a":"x)") + escape + R"(y","b":1},"w":{"c":2}})");
    EXPECT_FALSE(json->raw(json["v"]).empty());
    json->text(json->member(json["v"], "a"));
    EXPECT_TRUE(json->raw(json["v"]).empty()) << escape;
    EXPECT_TRUE(json->raw(json->member(json["v"], "a")).empty()) << escape;
    EXPECT_TRUE(json->raw(json.root()).empty()) << escape;
    EXPECT_EQ(str(json->raw(json["u"])), "[0]") << escape;
    EXPECT_EQ(str(json->raw(json["w"])), R"({"c":2})") << escape;
    EXPECT_TRUE(json->ok());
  }
}

TEST(JsonDocument, DeepestMember) {
  std::string text = "1";
  for (unsigned i = 0; i < kMaxDepth; ++i) text = "{\"a\":" + text + "}";
  Parsed json(text);
  Value value = json.root();
  for (unsigned i = 0; i < kMaxDepth; ++i) value = json->member(value, "a");
  EXPECT_EQ(json->natural(value), 1);
  EXPECT_TRUE(json->ok());
}

// This would find whatever validate() accepts and jsmn reads otherwise.
TEST(JsonDocument, JsmnFindsTheTokensThatWereCounted) {
  std::mt19937 random(20);
  std::vector<std::string> values = {"0",    "-1.5e3",     "true", "null",
                                     "\"\"", "\"a\\\"b\"", "[]",   "{}"};
  const auto any = [&]() -> std::string { return values[random() % values.size()]; };
  for (int round = 0; round < 5'000; ++round) {
    std::string made;
    for (size_t members = random() % 4; members-- > 0;)
      made += (made.empty() ? "" : random() % 2 ? "," : " ,\n") + any();
    made = "[" + made + "]";
    if (random() % 2) made = "{ \"k\" : " + any() + ",\"\\u0041\":" + any() + "}";
    size_t count = 0;
    const Code code = validate(made, &count);
    EXPECT_EQ(parse(made, count), code) << made;
    EXPECT_EQ(parse(" " + made + " ", count), code) << made;
    if (code == Code::ok && made.size() < 200) values.push_back(made);
  }
}

}  // namespace
}  // namespace sparekey::json
