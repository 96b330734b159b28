// SPDX-License-Identifier: Apache-2.0
#include "json/object_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "exact_buffer.hpp"

namespace sparekey::json {
namespace {

using namespace std::string_view_literals;
using test::ExactBuffer;
using test::str;

// `{"v":…}` around the value.
std::string written(std::string_view value) {
  ExactBuffer buffer(value.size() * 6 + 8);
  Writer out(buffer.data(), buffer.size());
  ObjectWriter json(out);
  json.begin();
  json.text("v", value);
  json.end();
  EXPECT_TRUE(out.ok());
  EXPECT_FALSE(json.bad_text());
  return str(out.written());
}

// As the service wants them.
void write_request(Writer& out) {
  ObjectWriter json(out);
  json.begin();
  json.text("codeType", "SMS");
  json.begin("smsCodePayload");
  json.text("phone", "18812345678");
  json.text_if("phoneCountryCode", "");
  json.text("passCode", "1\"2");
  json.end();
  json.begin("empty");
  json.end();
  if (char* place = json.raw_text("cipher", 4)) memcpy(place, "YQ==", 4);
  json.text_if("channel", "CHANNEL_RESET_PASSWORD");
  json.end();
}
constexpr std::string_view kRequest =
    R"({"codeType":"SMS","smsCodePayload":{"phone":"18812345678","passCode":"1\"2"},)"
    R"("empty":{},"cipher":"YQ==","channel":"CHANNEL_RESET_PASSWORD"})";

TEST(JsonObjectWriter, NestedObjects) {
  ExactBuffer buffer(kRequest.size());
  Writer out(buffer.data(), buffer.size());
  write_request(out);
  EXPECT_TRUE(out.ok());
  EXPECT_EQ(str(out.written()), kRequest);
}

TEST(JsonObjectWriter, FailsInEverySmallerBuffer) {
  for (size_t capacity = 0; capacity < kRequest.size(); ++capacity) {
    ExactBuffer buffer(capacity);
    Writer out(buffer.data(), buffer.size());
    write_request(out);
    EXPECT_FALSE(out.ok()) << capacity;
  }
}

TEST(JsonObjectWriter, Empty) {
  ExactBuffer buffer(size_t{2});
  Writer out(buffer.data(), buffer.size());
  ObjectWriter json(out);
  json.begin();
  json.text_if("a", Text());
  json.end();
  EXPECT_EQ(str(out.written()), "{}");
}

TEST(JsonObjectWriter, EscapesWhatMustBe) {
  EXPECT_EQ(written(""), R"({"v":""})");
  EXPECT_EQ(written("\"\\/"), R"({"v":"\"\\/"})");
  EXPECT_EQ(written("\b\t\n\v\f\r"), R"({"v":"\b\t\n\u000b\f\r"})");
  EXPECT_EQ(written("\0\x01\x0E\x10\x1F\x7F"sv),
            "{\"v\":\"\\u0000\\u0001\\u000e\\u0010\\u001f\x7F\"}");
  EXPECT_EQ(written("\xE5\xAF\x86\xF0\x9F\x98\x80"), "{\"v\":\"\xE5\xAF\x86\xF0\x9F\x98\x80\"}");
}

TEST(JsonObjectWriter, ReadsBackAsWritten) {
  std::mt19937 random(3);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (size_t size = random() % 20; size-- > 0;) {
      const auto c = random() % 160;
      if (c < 0x80)
        text += static_cast<char>(c);
      else
        text += {static_cast<char>(0xC3), static_cast<char>(0x80 + c % 32)};
    }
    const auto parsed = nlohmann::json::parse(written(text));
    EXPECT_EQ(parsed.at("v").get<std::string>(), text);
  }
}

TEST(JsonObjectWriter, RefusesWhatIsNoUtf8) {
  for (const char* bad : {"\xFF", "a\xC3", "\xC0\x80", "\xED\xA0\x80", "\xE4"}) {
    ExactBuffer buffer(size_t{100});
    Writer out(buffer.data(), buffer.size());
    ObjectWriter json(out);
    json.begin();
    json.text("a", bad);
    EXPECT_TRUE(json.bad_text());
    EXPECT_FALSE(out.ok());
    json.text("b", "good");
    json.end();
    EXPECT_TRUE(json.bad_text());
    EXPECT_FALSE(out.ok());
    EXPECT_EQ(str(out.written()).find(bad), std::string::npos);
  }
}

TEST(JsonObjectWriter, LackOfSpaceIsNoBadText) {
  ExactBuffer buffer(size_t{10});
  Writer out(buffer.data(), buffer.size());
  ObjectWriter json(out);
  json.begin();
  json.text("a", "0123456789");
  EXPECT_FALSE(json.bad_text());
  EXPECT_FALSE(out.ok());
}

TEST(JsonObjectWriter, RawTextIsNullWhereItDoesNotFit) {
  for (size_t capacity = 0; capacity <= 11; ++capacity) {
    ExactBuffer buffer(capacity);
    Writer out(buffer.data(), buffer.size());
    ObjectWriter json(out);
    json.begin();
    char* place = json.raw_text("a", 4);
    EXPECT_EQ(place != nullptr, capacity >= 11) << capacity;
    if (place != nullptr) memcpy(place, "beef", 4);
  }
}

}  // namespace
}  // namespace sparekey::json
