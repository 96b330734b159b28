// SPDX-License-Identifier: Apache-2.0
#include "base/base64.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bitset>
#include <cctype>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "exact_buffer.hpp"
#include "tries.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;
using test::str;

std::string encode(std::string_view text) {
  const ExactBuffer in(text);
  ExactBuffer out(base64_size(text.size()));
  base64_encode(in.bytes(), out.data());
  return str(out.text());
}

// False for what is refused; *out is what was decoded.
bool decode(std::string_view text, bool allow_space, size_t capacity, std::string* out) {
  const ExactBuffer in(text);
  ExactBuffer decoded(capacity);
  size_t size = 0;
  if (!base64_decode(in.text(), allow_space, reinterpret_cast<uint8_t*>(decoded.data()), capacity,
                     &size))
    return false;
  out->assign(decoded.data(), size);
  return true;
}

bool accepts(std::string_view text, bool allow_space = false) {
  std::string ignored;
  return decode(text, allow_space, text.size(), &ignored);
}

struct Vector {
  const char *plain, *encoded;
};
constexpr Vector kVectors[] = {  // RFC 4648 section 10
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"}};

TEST(Base64, VectorsOfTheRfc) {
  for (const Vector& vector : kVectors) {
    EXPECT_EQ(encode(vector.plain), vector.encoded);
    std::string decoded;
    EXPECT_TRUE(decode(vector.encoded, false, strlen(vector.plain), &decoded));
    EXPECT_EQ(decoded, vector.plain);
  }
}

TEST(Base64, WholeAlphabet) {
  std::string bytes;
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  ASSERT_TRUE(decode(alphabet, false, 48, &bytes));
  EXPECT_EQ(encode(bytes), alphabet);
}

TEST(Base64, RoundTripsAlsoInPlace) {
  std::mt19937 random(1);
  for (size_t size = 0; size <= 100; ++size) {
    std::string plain(size, '\0');
    for (char& c : plain) c = static_cast<char>(random());
    const std::string encoded = encode(plain);

    // The input at the right end of the output.
    ExactBuffer buffer(base64_size(size));
    if (size != 0) memcpy(buffer.data() + buffer.size() - size, plain.data(), size);
    const Bytes in{reinterpret_cast<const uint8_t*>(buffer.data()) + buffer.size() - size, size};
    base64_encode(in, buffer.data());
    EXPECT_EQ(str(buffer.text()), encoded) << size;

    // The output at the beginning of the input.
    size_t decoded = 0;
    ASSERT_TRUE(base64_decode(buffer.text(), false, reinterpret_cast<uint8_t*>(buffer.data()), size,
                              &decoded));
    EXPECT_EQ(std::string(buffer.data(), decoded), plain) << size;
  }
}

TEST(Base64, CapacityIsTheExactSize) {
  std::string ignored;
  for (const Vector& vector : kVectors)
    for (size_t capacity = 0; capacity < strlen(vector.plain); ++capacity)
      EXPECT_FALSE(decode(vector.encoded, false, capacity, &ignored))
          << vector.encoded << " " << capacity;
}

TEST(Base64, RefusesWhatIsNotCanonical) {
  for (const char* text :
       {"Z",        "Zg",       "Zg=",      "Zm8",     "Zm9",    "Zm9vY", "=",     "==",
        "===",      "====",     "Z===",     "Zg===",   "Zg====", "Zm8==", "Zm9v=", "Zm9v==",
        "Zm9v====", "Zg==Zg==", "Zm8=Zg==", "Z=g=",    "Zg=x",   "Zh==",  "Zn==",  "Zm9=",
        "Zm-_",     "Zm9v!",    "Zm\x80v",  "Zm9\xFF", "Zm9,"})
    EXPECT_FALSE(accepts(text)) << text;
  EXPECT_FALSE(accepts(std::string_view("Zm\0v", 4)));
}

TEST(Base64, SpacesOnlyWhereAllowed) {
  for (const char* text : {" Zm9v", "Zm9v\n", "Zm\r\n9v", "Z g = =", "\tZg=\n=\n"}) {
    EXPECT_FALSE(accepts(text)) << text;
    EXPECT_TRUE(accepts(text, true)) << text;
  }
  for (const char* text : {"Zm\v9v", "Zm\f9v", "Zg = ", "Zg==\nZg=="})
    EXPECT_FALSE(accepts(text, true)) << text;
  EXPECT_TRUE(accepts(" \n", true));
}

// As the RFC has it, a line each: what is decoded, or that nothing is.
bool reference(std::string text, bool allow_space, std::string* out) {
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (allow_space)
    text.erase(
        std::remove_if(text.begin(), text.end(),
                       [](char c) { return std::strchr(" \t\r\n", c) != nullptr && c != 0; }),
        text.end());
  if (text.size() % 4 != 0) return false;
  const size_t padding = text.size() - (text.find_last_not_of('=') + 1);
  if (padding > 2) return false;
  std::string bits;
  for (char c : text.substr(0, text.size() - padding)) {
    const size_t digit = alphabet.find(c);
    if (digit == std::string::npos) return false;
    bits += std::bitset<6>(digit).to_string();
  }
  const size_t bytes = bits.size() / 8;
  if (bits.find('1', bytes * 8) != std::string::npos) return false;
  out->clear();
  for (size_t i = 0; i < bytes; ++i)
    *out += static_cast<char>(std::bitset<8>(bits.substr(i * 8, 8)).to_ulong());
  return true;
}

TEST(Base64, AnyTwoCharactersAnywhereInAGroup) {
  for (const char* group : {"Zm9v", "AA==", "AAA=", "Zg=\n"})
    for (size_t first = 0; first < 4; ++first)
      for (size_t second = first + 1; second < 4; ++second)
        for (unsigned pair = 0; pair < 65536; ++pair) {
          std::string text = group;
          text[first] = static_cast<char>(pair >> 8);
          text[second] = static_cast<char>(pair & 255);
          // The characters that are refused are refused alike: a few of those pairs will do.
          const auto ordinary = [](char c) { return std::isalnum(c & 127) != 0 || c == '='; };
          if (pair % (7 * SPAREKEY_TRY_ONE_IN) != 0 && !ordinary(text[first]) &&
              !ordinary(text[second]))
            continue;
          for (const bool allow_space : {false, true}) {
            std::string expected;
            std::string decoded;
            const bool is_good = reference(text, allow_space, &expected);
            ASSERT_EQ(decode(text, allow_space, 3, &decoded), is_good)
                << testing::PrintToString(text);
            if (is_good) {
              ASSERT_EQ(decoded, expected) << testing::PrintToString(text);
            }
          }
        }
}

TEST(Base64, BlanksAtEveryPosition) {
  for (const std::string& text : std::vector<std::string>{"Zm9vYmFy", "Zm9vYg==", "Zm9vYmE="})
    for (size_t at = 0; at <= text.size(); ++at)
      for (size_t then = at; then <= text.size(); ++then)
        for (const char* blanks : {" ", "\t", "\r\n", "\n"}) {
          std::string spaced = text;
          spaced.insert(then, blanks).insert(at, blanks);
          std::string expected;
          std::string decoded;
          ASSERT_TRUE(reference(text, false, &expected));
          EXPECT_FALSE(accepts(spaced)) << spaced;
          ASSERT_TRUE(decode(spaced, true, 6, &decoded)) << spaced;
          EXPECT_EQ(decoded, expected) << spaced;
        }
}

TEST(Base64, AHeadIsAsMuchAsFits) {
  const std::string text = "Zm9v\r\nYmFy Zm9v\nYg==\n";
  const std::string whole = "foobarfoo";  // and a group that is not whole
  const ExactBuffer in(text);
  for (size_t capacity = 0; capacity < 16; ++capacity) {
    ExactBuffer out(capacity);
    const size_t size =
        base64_decode_head(in.text(), reinterpret_cast<uint8_t*>(out.data()), capacity);
    EXPECT_EQ(size, std::min(capacity / 3 * 3, whole.size()));
    EXPECT_EQ(std::string(out.data(), size), whole.substr(0, size));
  }
}

TEST(Base64, CutOffAtEveryLength) {
  const std::string whole = "Zm9vYmFyZm9vYg==";
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(accepts(whole.substr(0, size)), size % 4 == 0) << size;
}

TEST(Base64, MutationsStayInTheirBuffers) {
  std::mt19937 random(2);
  const std::string bytes("AZaz09+/=== \n\0\x80\xFF-", 17);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 24, '\0');
    for (char& c : text) c = bytes[random() % bytes.size()];
    std::string decoded;
    if (decode(text, false, random() % 20, &decoded)) {
      EXPECT_EQ(encode(decoded), text);  // strict means that there is one text for each content
    }
  }
}

}  // namespace
}  // namespace sparekey
