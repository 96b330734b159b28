// SPDX-License-Identifier: Apache-2.0
#include "tls/constraints.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "der_text.hpp"
#include "exact_buffer.hpp"

namespace sparekey::tls {
namespace {

using test::element;
using test::ExactBuffer;
using test::sequence;

std::string subtree(int tag, const std::string& base) { return sequence(element(tag, base)); }

std::string extension(const std::string& id, const std::string& value) {
  return sequence(element(0x06, id) + element(0x04, value));
}
const std::string kNameConstraints = "\x55\x1D\x1E";
const std::string kBasicConstraints = "\x55\x1D\x13";

// Whether a CA with these bytes of extensions may speak for api.example.test, which the leaf names,
// and whatever else it names.
bool may_speak(const std::string& extensions, int other_tag = 0, std::string other = "") {
  ExactBuffer bytes(extensions);
  mbedtls_x509_crt authority{};
  authority.v3_ext.p = reinterpret_cast<unsigned char*>(bytes.data());
  authority.v3_ext.len = bytes.size();
  std::string name = "api.example.test";
  mbedtls_x509_crt leaf{};
  leaf.subject_alt_names.buf.tag = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 2;
  leaf.subject_alt_names.buf.p = reinterpret_cast<unsigned char*>(name.data());
  leaf.subject_alt_names.buf.len = name.size();
  mbedtls_x509_sequence next{};
  next.buf = {other_tag, other.size(), reinterpret_cast<unsigned char*>(other.data())};
  if (other_tag != 0) leaf.subject_alt_names.next = &next;
  Identity identity;
  identity.dns_name = name;
  return may_speak_for(authority, leaf, name_of(identity));
}

bool may_speak_by(const std::string& constraints, int other_tag = 0,
                  const std::string& other = "") {
  return may_speak(sequence(extension(kNameConstraints, constraints)), other_tag, other);
}

std::string network(const std::string& mask) { return "\x0A\1\1\1" + mask; }

TEST(NameConstraints, AreOnlyWhatBearsTheirName) {
  EXPECT_TRUE(may_speak(""));
  EXPECT_TRUE(may_speak(sequence(extension(kBasicConstraints, "anything"))));
  EXPECT_TRUE(may_speak(
      sequence(extension(kBasicConstraints, "anything") +
               extension(kNameConstraints, sequence(element(0xA0, subtree(0x82, "test")))))));
  EXPECT_FALSE(may_speak(
      sequence(extension(kBasicConstraints, "anything") +
               extension(kNameConstraints, sequence(element(0xA1, subtree(0x82, "test")))))));
}

TEST(NameConstraints, MayStandOnlyOnce) {
  const std::string once =
      extension(kNameConstraints, sequence(element(0xA0, subtree(0x82, "test"))));
  EXPECT_TRUE(may_speak(sequence(once)));
  EXPECT_FALSE(may_speak(sequence(once + once)));
}

TEST(NameConstraints, AmongWhatIsNoExtensionAreRefused) {
  EXPECT_FALSE(may_speak(element(0x31, "")));
  EXPECT_FALSE(may_speak(sequence(element(0x04, "x"))));
  EXPECT_FALSE(may_speak(sequence(sequence(""))));
  EXPECT_FALSE(may_speak(sequence(sequence(element(0x04, kNameConstraints)))));
  EXPECT_FALSE(may_speak(sequence(extension(kBasicConstraints, "anything") + element(0x04, "x"))));
  const std::string value = element(0x04, sequence(element(0xA0, subtree(0x82, "test"))));
  EXPECT_FALSE(may_speak(sequence(sequence(element(0x06, kNameConstraints) + "\x01\x7F" + value))));
  EXPECT_TRUE(may_speak(sequence(sequence(element(0x06, kNameConstraints) + value))));
}

TEST(NameConstraints, SayExplicitlyThatTheyAreNotCritical) {
  const std::string value = sequence(element(0xA0, subtree(0x82, "example.test")));
  EXPECT_TRUE(
      may_speak(sequence(sequence(element(0x06, kNameConstraints) +
                                  element(0x01, std::string(1, '\0')) + element(0x04, value)))));
}

TEST(NameConstraints, MasksAreOnesThenZeros) {
  const auto holds = [](const std::string& mask) {
    return may_speak_by(sequence(element(0xA0, subtree(0x87, network(mask)))));
  };
  EXPECT_TRUE(holds("\xFF\xFF\xFF\xFF"));
  EXPECT_TRUE(holds(std::string("\xFF\xFE\0\0", 4)));
  EXPECT_TRUE(holds(std::string(4, '\0')));
  EXPECT_FALSE(holds(std::string("\xFF\0\xFF\0", 4)));
  EXPECT_FALSE(holds(std::string("\xFD\0\0\0", 4)));
  EXPECT_FALSE(holds(std::string("\0\0\0\1", 4)));
  EXPECT_FALSE(holds("\xFF\xFF\xFF"));
  EXPECT_FALSE(holds("\xFF\xFF\xFF\xFF\xFF"));
}

TEST(NameConstraints, NamesAreLabelsBetweenDots) {
  const auto readable = [](const std::string& name) {
    return may_speak_by(sequence(element(0xA1, subtree(0x82, name))));
  };
  for (const char* name : {"a", "a.b", ".a", ".a.b", "A-1.b_c", "123"})
    EXPECT_TRUE(readable(name)) << name;
  for (const char* name : {".", "..", "a.", "a..b", "..a", "*.a", "a b", "a/b", "\xC3\xA4", "a:1",
                           "a@b", "@", "[", "`", "{"})
    EXPECT_FALSE(readable(name)) << name;
  EXPECT_FALSE(readable(std::string("a\0b", 3)));
}

TEST(NameConstraints, CutAnywhereAreRefused) {
  const std::string whole =
      sequence(element(0xA0, subtree(0x82, "other.test") + subtree(0x82, "example.test") +
                                 subtree(0xA4, sequence(""))) +
               element(0xA1, subtree(0x82, "bad.test")));
  ASSERT_TRUE(may_speak_by(whole));
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(may_speak_by(whole.substr(0, size))) << size;
  const std::string extensions = sequence(extension(kNameConstraints, whole));
  for (size_t size = 1; size < extensions.size(); ++size)
    EXPECT_FALSE(may_speak(extensions.substr(0, size))) << size;
}

TEST(NameConstraints, LengthsThatDoNotFitAreRefused) {
  const std::string whole =
      sequence(extension(kNameConstraints, sequence(element(0xA0, subtree(0x82, "test")))));
  ASSERT_TRUE(may_speak(whole));
  // Of all elements but the extension's name, in front of their contents.
  for (const size_t at : {3u, 10u, 12u, 14u, 16u, 18u})
    for (int value = 0; value < 256; ++value) {
      std::string changed = whole;
      changed[at] = static_cast<char>(value);
      EXPECT_EQ(may_speak(changed), changed == whole) << at << " " << value;
    }
}

TEST(NameConstraints, BindEachNameOfAServerAndNoOther) {
  constexpr int kEmail = 0x81;
  constexpr int kDns = 0x82;
  constexpr int kAddress = 0x87;
  const std::string constraints =
      sequence(element(0xA0, subtree(kDns, "example.test") + subtree(kEmail, "example.test") +
                                 subtree(kAddress, network("\xFF\xFF\xFF\xFF"))));
  EXPECT_TRUE(may_speak_by(constraints, kDns, "www.example.test"));
  EXPECT_FALSE(may_speak_by(constraints, kDns, "www.other.test"));
  EXPECT_TRUE(may_speak_by(constraints, kAddress, "\x0A\1\1\1"));
  EXPECT_FALSE(may_speak_by(constraints, kAddress, "\x0A\1\1\2"));
  EXPECT_TRUE(may_speak_by(constraints, kEmail, "x@other.test"));
  // No name lies below its own dot.
  const std::string below = sequence(element(0xA0, subtree(kDns, ".example.test")));
  EXPECT_TRUE(may_speak_by(below, kDns, "www.example.test"));
  EXPECT_FALSE(may_speak_by(below, kDns, ".example.test"));
}

TEST(NameConstraints, ListsThatEndTooLateAreRefused) {
  const std::string permitted = element(0xA0, subtree(0x82, "example.test"));
  EXPECT_FALSE(may_speak_by(sequence("\xA0\x7F")));
  EXPECT_FALSE(may_speak_by(sequence("\xA1\x7F")));
  EXPECT_FALSE(may_speak_by(sequence(permitted + "\xA1\x7F")));
  EXPECT_TRUE(may_speak_by(sequence(permitted)));
}

bool misstates(const std::string& extensions) {
  ExactBuffer bytes(extensions);
  mbedtls_x509_crt certificate{};
  certificate.v3_ext.p = reinterpret_cast<unsigned char*>(bytes.data());
  certificate.v3_ext.len = bytes.size();
  return misstates_ca(certificate);
}

TEST(BasicConstraints, HaveACaInFrontOfALength) {
  const std::string is_ca = element(0x01, "\xFF");
  const std::string length = element(0x02, "\1");
  const auto misstated = [](const std::string& value) {
    return misstates(
        sequence(extension("\x55\x1D\x0F", "anything") + extension(kBasicConstraints, value)));
  };
  for (const std::string& good : {std::string(), is_ca, is_ca + length})
    EXPECT_FALSE(misstated(sequence(good))) << good.size();
  EXPECT_FALSE(misstates(""));
  EXPECT_FALSE(misstates(sequence(extension("\x55\x1D\x0F", sequence(length)))));
  EXPECT_TRUE(misstated(sequence(length)));
  EXPECT_TRUE(misstated(sequence("") + is_ca));
  EXPECT_TRUE(misstated(sequence(is_ca) + length));
  EXPECT_TRUE(misstated(is_ca));
  const std::string once = extension(kBasicConstraints, sequence(is_ca));
  EXPECT_FALSE(misstates(sequence(once)));
  EXPECT_TRUE(misstates(sequence(once + once)));
  const std::string whole = sequence(once);
  for (size_t size = 1; size < whole.size(); ++size)
    EXPECT_TRUE(misstates(whole.substr(0, size))) << size;
}

}  // namespace
}  // namespace sparekey::tls
