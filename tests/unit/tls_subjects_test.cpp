// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "tls/names.hpp"

namespace sparekey::tls {
namespace {

mbedtls_x509_buf buffer(std::string& bytes) {
  mbedtls_x509_buf out{};
  out.p = reinterpret_cast<unsigned char*>(bytes.data());
  out.len = bytes.size();
  return out;
}

// A name that an issuer wrote as a UTF8String may be a PrintableString in the certificates it
// issued.
TEST(Subjects, MayBeEqualWhateverTheirStringTypeAndCase) {
  std::string utf8 = "\x0C\x04Root";
  std::string printable = "\x13\x04rOOT";
  std::string other_type = "\x16\x04Root";  // an IA5String is neither
  std::string other_name = "\x13\x04Roof";
  std::string longer = "\x13\x05Roots";
  EXPECT_TRUE(may_be_equal(buffer(utf8), buffer(printable)));
  EXPECT_TRUE(may_be_equal(buffer(printable), buffer(utf8)));
  EXPECT_TRUE(may_be_equal(buffer(other_type), buffer(other_type)));
  EXPECT_FALSE(may_be_equal(buffer(utf8), buffer(other_type)));
  EXPECT_FALSE(may_be_equal(buffer(other_type), buffer(utf8)));
  EXPECT_FALSE(may_be_equal(buffer(printable), buffer(other_type)));
  EXPECT_FALSE(may_be_equal(buffer(other_type), buffer(printable)));
  EXPECT_FALSE(may_be_equal(buffer(utf8), buffer(other_name)));
  EXPECT_FALSE(may_be_equal(buffer(utf8), buffer(longer)));
}

}  // namespace
}  // namespace sparekey::tls
