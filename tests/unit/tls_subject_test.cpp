// SPDX-License-Identifier: Apache-2.0
#include "tls/subject.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/base64.hpp"
#include "der_text.hpp"
#include "exact_buffer.hpp"

namespace sparekey::tls {
namespace {

using test::element;
using test::sequence;

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

// As far as the subject's end, with enough in front of it for long lengths.
const std::string kVersion = element(0xA0, element(2, "\2"));
const std::string kName = sequence(element(0x31, sequence(element(6, "x") + element(12, "Root"))));
const std::string kBefore = element(2, std::string(9, '\1')) + sequence("") +
                            sequence(std::string(300, 'i')) + sequence(std::string(30, 'd'));
std::string certificate(const std::string& fields) {
  return sequence(sequence(fields + sequence("the key")) + sequence("how") + element(3, "signed"));
}

TEST(Subjects, AreFoundAsSoonAsTheyAreThere) {
  for (const std::string& fields : {kBefore + kName, kVersion + kBefore + kName}) {
    const std::string whole = certificate(fields);
    const size_t end = whole.find(kName) + kName.size();
    // What is cut off lies behind the rest all the same.
    for (size_t size = 0; size <= whole.size(); ++size) {
      mbedtls_x509_buf subject{};
      const Bytes der{reinterpret_cast<const uint8_t*>(whole.data()), size};
      ASSERT_EQ(find_subject(der, &subject), size >= end) << size;
      if (size < end) continue;
      EXPECT_EQ(std::string(reinterpret_cast<const char*>(subject.p), subject.len), kName);
    }
  }
}

TEST(Subjects, AreNotFoundInWhatIsNoCertificate) {
  const auto find = [](const std::string& text) {
    mbedtls_x509_buf subject{};
    return find_subject(Bytes{reinterpret_cast<const uint8_t*>(text.data()), text.size()},
                        &subject);
  };
  const std::string fields = kVersion + kBefore + kName;
  EXPECT_TRUE(find(sequence(sequence(fields))));
  EXPECT_FALSE(find(element(0x31, sequence(fields))));
  EXPECT_FALSE(find(sequence(element(0x31, fields))));
  EXPECT_FALSE(find(sequence(sequence(kVersion + kBefore))));
  EXPECT_FALSE(find(sequence(sequence(""))));
}

TEST(Subjects, TellInBase64WhomACertificateIsNotFor) {
  std::string whole = certificate(kVersion + kBefore + kName);
  std::string name = kName;
  std::string other = kName;
  other.back() = 'f';
  std::string base64(base64_size(whole.size()), '\0');
  const auto encode = [&] {
    base64_encode(Bytes{reinterpret_cast<const uint8_t*>(whole.data()), whole.size()}, &base64[0]);
  };
  encode();
  const auto is_other = [&base64](std::string& wanted, size_t capacity) {
    test::ExactBuffer scratch(capacity);
    return is_for_another(base64, buffer(wanted), reinterpret_cast<uint8_t*>(scratch.data()),
                          scratch.size());
  };
  const size_t end = whole.find(kName) + kName.size();
  ASSERT_LT(end, 417u);
  for (const size_t capacity : {size_t{500}, size_t{420}, end + 2}) {
    EXPECT_FALSE(is_other(name, capacity)) << capacity;
    EXPECT_TRUE(is_other(other, capacity)) << capacity;
  }
  // Whoever cannot see the subject cannot say so.
  EXPECT_FALSE(is_other(other, end - 1));
  EXPECT_FALSE(is_other(other, 0));
  whole = certificate(kVersion + kBefore.substr(0, 13) + sequence(std::string(400, 'i')) +
                      sequence(std::string(30, 'd')) + kName);
  base64.resize(base64_size(whole.size()));
  encode();
  EXPECT_FALSE(is_other(other, 1000)) << "it ends too late to be worth the time";
}

}  // namespace
}  // namespace sparekey::tls
