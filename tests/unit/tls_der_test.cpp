// SPDX-License-Identifier: Apache-2.0
#include "tls/der.hpp"

#include <gtest/gtest.h>

#include <string>

#include "der_text.hpp"
#include "exact_buffer.hpp"

namespace sparekey::tls {
namespace {

using namespace std::string_literals;
using test::element;
using test::ExactBuffer;
using test::sequence;
using test::str;

// Of a text, the first `size` bytes; the rest lies behind them all the same.
Der first(const std::string& text, size_t size) {
  return Der(reinterpret_cast<const unsigned char*>(text.data()), size);
}
Der all(const std::string& text) { return first(text, text.size()); }

TEST(Der, TakesElementsOneAfterTheOther) {
  const ExactBuffer bytes(element(4, "one") + element(12, std::string(200, 'x')) + element(4, ""));
  Der der(bytes.bytes().data, bytes.size());
  Der held;
  EXPECT_EQ(der.tag(), 4);
  EXPECT_FALSE(der.take(12, &held));
  ASSERT_TRUE(der.take(4, &held));
  EXPECT_EQ(str(held.text()), "one");
  EXPECT_EQ(der.tag(), 12);
  ASSERT_TRUE(der.take(12, &held));
  EXPECT_EQ(str(held.text()), std::string(200, 'x'));
  ASSERT_TRUE(der.take(4, &held));
  EXPECT_TRUE(held.is_empty());
  EXPECT_EQ(held.tag(), -1);
  EXPECT_TRUE(der.is_empty());
  EXPECT_FALSE(der.take(4, &held));
  EXPECT_FALSE(der.skip());
}

TEST(Der, TakesTheElementOutOfItself) {
  const std::string text = sequence(element(4, "x"));
  Der der = all(text);
  ASSERT_TRUE(der.take(kSequence, &der));
  EXPECT_EQ(str(der.text()), element(4, "x"));
}

TEST(Der, SkipsWhateverStandsThere) {
  const std::string text = sequence(element(4, "x")) + element(2, "y");
  Der der = all(text);
  ASSERT_TRUE(der.skip());
  EXPECT_EQ(str(der.text()), element(2, "y"));
  ASSERT_TRUE(der.skip());
  EXPECT_TRUE(der.is_empty());
  Der nothing;
  EXPECT_TRUE(nothing.is_empty());
  EXPECT_FALSE(nothing.skip());
}

TEST(Der, TakesNothingThatIsCut) {
  for (const std::string& text : {element(4, "one"), element(4, std::string(200, 'x'))})
    for (size_t size = 0; size < text.size(); ++size) {
      Der der = first(text, size);
      Der held;
      EXPECT_FALSE(der.take(4, &held)) << size;
    }
}

TEST(Der, EntersAsSoonAsTheHeaderIsThere) {
  for (const auto& [text, header] : {std::pair{"\x30\x00"s, 2u},
                                     {"\x30\x05"s, 2u},
                                     {"\x30\x7F"s, 2u},
                                     {"\x30\x81\x80"s, 3u},
                                     {"\x30\x82\x01\x00"s, 4u},
                                     {"\x30\x83\x01\x00\x00"s, 5u}}) {
    const std::string more = text + std::string(8, '\x30');
    Der der = all(text);
    EXPECT_TRUE(der.enter(kSequence));
    EXPECT_TRUE(der.is_empty());
    der = all(more);
    EXPECT_TRUE(der.enter(kSequence));
    EXPECT_EQ(der.text().size(), 8u);
    der = all(more);
    EXPECT_FALSE(der.enter(MBEDTLS_ASN1_OCTET_STRING));
    EXPECT_EQ(der.text().size(), more.size());
    for (size_t size = 0; size < header; ++size) {
      der = first(more, size);
      EXPECT_FALSE(der.enter(kSequence)) << size;
      EXPECT_EQ(der.text().size(), size);
    }
  }
}

}  // namespace
}  // namespace sparekey::tls
