// SPDX-License-Identifier: Apache-2.0
#include "base/pem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "exact_buffer.hpp"

namespace sparekey::test {
namespace {

const std::string kBom = "\xEF\xBB\xBF";
const std::string kBegin = "-----BEGIN CERTIFICATE-----";
const std::string kEnd = "-----END CERTIFICATE-----";
const std::string kBlock = kBegin + "\nAAAA\nBBBB\n" + kEnd + "\n";
const std::string kOther = "-----BEGIN X509 CRL-----\nCCCC\n-----END X509 CRL-----\n";

std::string without_blanks(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c <= ' '; }), text.end());
  return text;
}

// A whole file: the base64 of its blocks, or that it is malformed.
struct File {
  Pem end = Pem::found;
  std::vector<std::string> blocks;
};

File read(const std::string& content, OtherLabels others = OtherLabels::passed_over) {
  const ExactBuffer text(content);
  File file;
  size_t offset = 0;
  Text base64;
  while ((file.end = next_pem(text.text(), "CERTIFICATE", &offset, &base64, others)) == Pem::found)
    file.blocks.push_back(without_blanks(str(base64)));
  return file;
}

void expect_blocks(const std::string& content, const std::vector<std::string>& blocks) {
  const File file = read(content);
  EXPECT_EQ(file.end, Pem::none) << content;
  EXPECT_EQ(file.blocks, blocks) << content;
}

void expect_malformed(const std::string& content) {
  EXPECT_EQ(read(content).end, Pem::malformed) << content;
}

TEST(Pem, FindsEachBlockInTurn) {
  expect_blocks("words before\n" + kBlock + "words between\r\n" + kBlock, {"AAAABBBB", "AAAABBBB"});
}

TEST(Pem, TakesEachKindOfLineEndAndNoFinalOne) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string block = kBegin + end + "AAAA" + end + kEnd;
    expect_blocks(block, {"AAAA"});
    expect_blocks("words" + end + block + end + end + block + end, {"AAAA", "AAAA"});
  }
}

TEST(Pem, PassesOverBlanksBehindBeginAndEnd) {
  for (const std::string blanks : {" ", "\t", " \t  "}) {
    for (const std::string end : {"\n", "\r\n", "\r"})
      expect_blocks(kBegin + blanks + end + "AAAA" + end + kEnd + blanks + end, {"AAAA"});
    expect_blocks(kBegin + '\n' + "AAAA\n" + kEnd + blanks, {"AAAA"});
  }
}

// The text may be a part of something larger, blanks in front of it.
TEST(Pem, DoesNotLookAtWhatLiesBeforeTheText) {
  const std::string before = "\t \t ";
  const std::string whole = before + '\n' + kBlock;
  size_t offset = 0;
  Text base64;
  ASSERT_EQ(next_pem(Text(whole).substr(before.size()), "CERTIFICATE", &offset, &base64,
                     OtherLabels::passed_over),
            Pem::found);
  EXPECT_EQ(without_blanks(str(base64)), "AAAABBBB");
}

TEST(Pem, PassesOverAByteOrderMarkWhereALineBegins) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string block = kBom + kBegin + end + "AAAA" + end + kEnd + end;
    expect_blocks(block + block + kBom + "words" + end + block, {"AAAA", "AAAA", "AAAA"});
  }
  expect_blocks(kBom + kBom + kBlock, {"AAAABBBB"});
  expect_blocks(kBom, {});
  expect_malformed("words " + kBom + kBlock);
  expect_malformed(kBegin + "\nAAAA\n" + kBom + kEnd + '\n');
  expect_malformed(kBegin + "\nAAAA\n" + kEnd + kBom + kBlock);
  for (size_t size = 1; size < kBom.size(); ++size) expect_malformed(kBom.substr(0, size) + kBlock);
}

TEST(Pem, PassesOverTextOutsideOfBlocks) {
  for (const char* text : {"", "\n", "\t words\n", "----------\n", "=====\n", "- BEGIN\n",
                           "-----\n", "-- BEGIN\n", "---- BEGIN SSH2 PUBLIC KEY ----\n",
                           "# subject=CN = \xE6\xA0\xB9\xE8\xAF\x81\xE4\xB9\xA6, \xC3\x89\n",
                           "the begin of the end\n", "-begin\n", "--beg\n", "\xC2\xA0 \xC2"}) {
    expect_blocks(text, {});
    expect_blocks(text + std::string("\n") + kBlock, {"AAAABBBB"});
    expect_blocks(kBlock + text, {"AAAABBBB"});
  }
}

TEST(Pem, PassesOverOtherLabelsUnlessToldOtherwise) {
  expect_blocks(kOther + kBlock, {"AAAABBBB"});
  expect_blocks(kBlock + kOther, {"AAAABBBB"});
  expect_blocks(
      "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A-B,00\n\n"
      "CC-C\n-----END RSA PRIVATE KEY-----\n" +
          kBlock,
      {"AAAABBBB"});
  EXPECT_EQ(read(kOther + kBlock, OtherLabels::malformed).end, Pem::malformed);
  const File file = read(kBlock + kOther, OtherLabels::malformed);
  EXPECT_EQ(file.end, Pem::malformed);
  EXPECT_EQ(file.blocks.size(), 1u);
  EXPECT_EQ(read(kBlock + "words\n" + kBlock, OtherLabels::malformed).end, Pem::none);
}

TEST(Pem, RefusesABlockWithoutItsOwnEnd) {
  expect_malformed(kBegin);
  expect_malformed(kBegin + '\n');
  expect_malformed(kBegin + "\nAAAA\n");
  expect_malformed(kBegin + "\nAAAA\n-----END CERTIFICAT-----\n");
  expect_malformed(kBegin + "\nAAAA\n-----END X509 CRL-----\n");
  expect_malformed(kBegin + "\nAAAA\n" + kBlock);
  expect_malformed("-----BEGIN X509 CRL-----\nAAAA\n" + kBlock);
  expect_malformed(kEnd);
  expect_malformed(kBlock + kEnd);
  expect_malformed(kBegin + "AAAA" + kEnd);
  expect_malformed(kBegin + "\nAAAA" + kEnd);
  expect_malformed(kBegin + '\n' + kBegin + "\nAAAA\n" + kEnd + '\n' + kEnd + '\n');
}

TEST(Pem, RefusesWhatLooksLikeABoundary) {
  for (const char* line : {"list: -----BEGIN CERTIFICATE-----",
                           " -----BEGIN CERTIFICATE-----",
                           "\t-----BEGIN CERTIFICATE-----",
                           "-----BEGIN CERTIFICATE----",
                           "-----BEGIN CERTIFICATE------",
                           "----BEGIN CERTIFICATE-----",
                           "------BEGIN CERTIFICATE-----",
                           "-----BEGIN CERTIFICATE----- #1",
                           "-----BEGIN  CERTIFICATE-----",
                           "-----BEGIN CERTIFICATE -----",
                           "-----BEGIN -CERTIFICATE-----",
                           "-----BEGIN\tCERTIFICATE-----",
                           "-----BEGIN -----",
                           "-----BEGIN-----",
                           "-----BEGIN",
                           "--BEGIN",
                           "--begin",
                           "--Begin certificate",
                           "--END",
                           "--end",
                           "x--eNdx",
                           "-----Begin Certificate-----",
                           "-----END-----",
                           "> --END"}) {
    expect_malformed(line);
    expect_malformed(line + std::string("\n"));
    expect_malformed(line + std::string("\n") + kBlock);
    expect_malformed(kBlock + line);
    expect_malformed(kBegin + "\nAAAA\n" + line + "\nBBBB\n" + kEnd + '\n');
    expect_malformed("-----BEGIN X509 CRL-----\n" + std::string(line) +
                     "\n-----END X509 CRL-----\n" + kBlock);
  }
}

// RFC 7468 section 3, though both boundaries agree.
TEST(Pem, RefusesLabelsThatAreNone) {
  const auto labelled = [](const std::string& label) {
    return "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n";
  };
  for (const char* label : {"A", "A B", "A-B", "!", "~", "A 1-2 B"})
    expect_blocks(labelled(label) + kBlock, {"AAAABBBB"});
  for (const char* label : {"", " ", "-", " A", "A ", "-A", "A-", "A  B", "A--B", "A -B", "A- B",
                            "A\tB", "A\x7F", "\x1F", "\xC3\xA4"})
    expect_malformed(labelled(label) + kBlock);
}

TEST(Pem, RefusesControlCharactersOutsideOfBlocks) {
  for (int c = 0; c < 256; ++c) {
    const std::string line = std::string("words") + static_cast<char>(c) + " words\n";
    const bool is_control = (c < 32 && c != '\t' && c != '\n' && c != '\r') || c == 127;
    EXPECT_EQ(read(line + kBlock).end, is_control ? Pem::malformed : Pem::none) << c;
    EXPECT_EQ(read(kBlock + line).end, is_control ? Pem::malformed : Pem::none) << c;
    const std::string in_utf8 = std::string("words\xC2") + static_cast<char>(c) + '\n';
    EXPECT_EQ(read(kBlock + in_utf8).end,
              is_control || (c >= 0x80 && c < 0xA0) ? Pem::malformed : Pem::none)
        << c;
  }
  std::string utf16 = "\xFF\xFE";
  for (char c : kBlock) utf16 += {c, '\0'};
  expect_malformed(utf16);
}

// The one thing that must not happen: of two blocks, fewer are found and nothing is said.
void expect_both_or_malformed(const std::string& content) {
  const File file = read(content, OtherLabels::malformed);
  EXPECT_TRUE(file.end == Pem::malformed || file.blocks.size() == 2) << content;
}

TEST(Pem, WithAByteMoreLessOrOtherNoBlockIsPassedOver) {
  const std::string whole = "words\n" + kBlock + "words\n" + kBlock + "words\n";
  for (size_t at = 0; at <= whole.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      const std::string byte(1, static_cast<char>(value));
      expect_both_or_malformed(whole.substr(0, at) + byte + whole.substr(at));
      if (at < whole.size())
        expect_both_or_malformed(whole.substr(0, at) + byte + whole.substr(at + 1));
    }
    expect_both_or_malformed(whole.substr(0, at) + kBom + whole.substr(at));
    if (at < whole.size()) expect_both_or_malformed(whole.substr(0, at) + whole.substr(at + 1));
  }
}

TEST(Pem, CutAtEitherEndIsNeverFoundShort) {
  for (size_t size = 0; size < kBlock.size(); ++size) {
    const File head = read(kBlock.substr(0, size));
    EXPECT_EQ(head.blocks.size(), size + 1 < kBlock.size() ? 0u : 1u) << size;
    const File tail = read(kBlock.substr(size));
    EXPECT_EQ(tail.blocks.size(), size == 0 ? 1u : 0u) << size;
    // As long as it looks like a boundary.
    const bool begins = size >= kBegin.find(' ') && size + 1 < kBlock.size();
    const bool ends = size > 0 && size <= kBlock.find("--END");
    EXPECT_EQ(head.end, begins ? Pem::malformed : Pem::none) << size;
    EXPECT_EQ(tail.end, ends ? Pem::malformed : Pem::none) << size;
  }
}

}  // namespace
}  // namespace sparekey::test
