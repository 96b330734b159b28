// SPDX-License-Identifier: Apache-2.0
#include "base/base64.hpp"

#include <gtest/gtest.h>

#include <random>

#include "exact_buffer.hpp"

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
