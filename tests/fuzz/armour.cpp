// SPDX-License-Identifier: Apache-2.0
// Base64 and hex, each text in one way alone; PEM blocks.
// Covers: src/base/base64.cpp src/base/hex.cpp src/base/pem.cpp
#include <openssl/evp.h>

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "base/pem.hpp"
#include "base/text.hpp"
#include "fuzz.hpp"

namespace sparekey::fuzz {
namespace {

void check_base64(Text text) {
  const bool spaced = contains(text, ' ') || contains(text, '\n');
  ExactBuffer out(text.size() / 4 * 3 + 3);
  auto* const bytes = reinterpret_cast<uint8_t*>(out.data());
  size_t size = 0;
  if (!base64_decode(text, spaced, bytes, out.size(), &size)) return;
  // What was read, OpenSSL writes as it stood there.
  std::string bare;
  for (const char c : text)
    if (!contains(" \t\r\n", c)) bare += c;
  std::string written(base64_size(size) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(written.data()), bytes, static_cast<int>(size));
  written.pop_back();
  require(written == bare, "base64 has one form");
  std::string ours(base64_size(size), '\0');
  base64_encode({bytes, size}, ours.data());
  require(ours == bare, "and ours is the same");

  ExactBuffer exact(size);
  auto* const exact_bytes = reinterpret_cast<uint8_t*>(exact.data());
  size_t again = 0;
  require(base64_decode(text, spaced, exact_bytes, size, &again) && again == size,
          "it fits into its own size");
  require(size == 0 || !base64_decode(text, spaced, exact_bytes, size - 1, &again),
          "and into nothing less");
  ExactBuffer head(size / 2);
  const size_t head_size =
      base64_decode_head(text, reinterpret_cast<uint8_t*>(head.data()), head.size());
  require(head_size <= head.size() && memcmp(head.data(), bytes, head_size) == 0,
          "its head is its beginning");
  ExactBuffer in_place(std::string(text.data(), text.size()));
  require(base64_decode(in_place.text(), spaced, reinterpret_cast<uint8_t*>(in_place.data()),
                        in_place.size(), &again) &&
              again == size && memcmp(in_place.data(), bytes, size) == 0,
          "in place as well");
}

void check_hex(Text text) {
  ExactBuffer out(text.size() / 2);
  bool theirs = text.size() % 2 == 0;
  for (const char c : text) theirs = theirs && isxdigit(static_cast<unsigned char>(c)) != 0;
  const bool ours = hex_decode(text, reinterpret_cast<uint8_t*>(out.data()));
  require(ours == theirs, "hex is pairs of digits");
  if (!ours) return;
  std::string written(text.size(), '\0');
  hex_encode(out.bytes(), written.data());
  require(equal_ignoring_case(written, text), "hex has one form, but for its case");
}

bool has_boundary(std::string block) {
  for (char& c : block) c = to_lower(c);
  return block.find("--begin") != std::string::npos || block.find("--end") != std::string::npos;
}

void check_pem(Text text, OtherLabels others) {
  size_t offset = 0;
  size_t before = 0;
  Text block;
  Pem found = Pem::found;
  for (int blocks = 0; found == Pem::found; ++blocks, before = offset) {
    found = next_pem(text, "CERTIFICATE", &offset, &block, others);
    require(offset <= text.size(), "the offset stays in the text");
    if (found != Pem::found) continue;
    require(offset > before, "each block is behind the one before");
    require(block.begin() >= text.begin() + before && block.end() <= text.begin() + offset,
            "and lies between them");
    require(!has_boundary(str(block)), "no other block begins or ends in it");
  }
  // No block is passed over: text with BEGIN in it is found, or malformed.
  if (before == 0 && found == Pem::none)
    require(str(text).find("-----BEGIN CERTIFICATE-----") == std::string::npos,
            "no block is passed over");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  const fuzz::ExactBuffer text(std::string(reinterpret_cast<const char*>(data), size));
  fuzz::check_base64(text.text());
  fuzz::check_hex(text.text());
  fuzz::check_pem(text.text(), OtherLabels::passed_over);
  fuzz::check_pem(text.text(), OtherLabels::malformed);
  return 0;
}
