// SPDX-License-Identifier: Apache-2.0
#include "base/pem.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

const std::string kBlock = "-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\n-----END CERTIFICATE-----\n";

Pem next(const std::string& text, size_t* offset, std::string* out) {
  Text base64;
  const Pem result = next_pem(text, "CERTIFICATE", offset, &base64);
  *out = std::string(base64.data() == nullptr ? "" : base64.data(), base64.size());
  return result;
}

TEST(Pem, FindsEachBlockInTurn) {
  const std::string text = "words before\n" + kBlock + "words between\r\n" + kBlock;
  size_t offset = 0;
  std::string base64;
  EXPECT_EQ(next(text, &offset, &base64), Pem::found);
  EXPECT_EQ(base64, "AAAA\nBBBB\n");
  EXPECT_EQ(next(text, &offset, &base64), Pem::found);
  EXPECT_EQ(base64, "AAAA\nBBBB\n");
  EXPECT_EQ(next(text, &offset, &base64), Pem::none);
}

TEST(Pem, TakesCrlfAndNoFinalLineEnd) {
  const std::string text = "-----BEGIN CERTIFICATE-----\r\nAAAA\r\n-----END CERTIFICATE-----";
  size_t offset = 0;
  std::string base64;
  EXPECT_EQ(next(text, &offset, &base64), Pem::found);
  EXPECT_EQ(base64, "AAAA\r\n");
}

TEST(Pem, PassesOverOtherLabels) {
  const std::string text = "-----BEGIN X509 CRL-----\nCCCC\n-----END X509 CRL-----\n" + kBlock;
  size_t offset = 0;
  std::string base64;
  EXPECT_EQ(next(text, &offset, &base64), Pem::found);
  EXPECT_EQ(base64, "AAAA\nBBBB\n");
}

TEST(Pem, RefusesWhatHasNoEndOfItsOwn) {
  for (const std::string& text : {
           std::string("-----BEGIN CERTIFICATE-----\nAAAA\n"),
           std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICAT-----\n"),
           std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----\n"),
           std::string("-----BEGIN CERTIFICATE-----\nAAAA\n") + kBlock,
           std::string("-----BEGIN X509 CRL-----\nAAAA\n") + kBlock,
       }) {
    size_t offset = 0;
    std::string base64;
    EXPECT_EQ(next(text, &offset, &base64), Pem::malformed) << text;
  }
}

TEST(Pem, SeesNoBlockInWhatOnlyLooksLikeOne) {
  for (const char* text : {"", "\n", "-----BEGIN CERTIFICATE----\nAAAA\n", "-----BEGIN -----\n",
                           " -----BEGIN CERTIFICATE-----\n", "----------\n"}) {
    size_t offset = 0;
    std::string base64;
    EXPECT_EQ(next(text, &offset, &base64), Pem::none) << text;
  }
}

TEST(Pem, CutOffAtEveryLengthIsNeverFoundShort) {
  for (size_t size = 0; size + 1 < kBlock.size(); ++size) {
    size_t offset = 0;
    std::string base64;
    EXPECT_NE(next(kBlock.substr(0, size), &offset, &base64), Pem::found) << size;
  }
}

}  // namespace
}  // namespace sparekey
