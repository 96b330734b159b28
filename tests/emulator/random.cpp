// SPDX-License-Identifier: Apache-2.0
#include "random.hpp"

#include <openssl/rand.h>

#include <string_view>

#include "support/openssl_handles.hpp"

namespace emulator {

using openssl::require;

namespace {

unsigned char random_byte() {
  unsigned char byte = 0;
  require(RAND_bytes(&byte, 1) == 1, "random bytes");
  return byte;
}

char random_character_of(std::string_view alphabet) {
  const std::size_t fair = 256 / alphabet.size() * alphabet.size();
  std::size_t byte = random_byte();
  while (byte >= fair) byte = random_byte();
  return alphabet[byte % alphabet.size()];
}

std::string random_text(std::string_view alphabet, std::size_t count) {
  std::string text;
  while (text.size() < count) text += random_character_of(alphabet);
  return text;
}

}  // namespace

std::string random_digits(std::size_t count) { return random_text("0123456789", count); }

std::string random_letters(std::size_t count) {
  return random_text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", count);
}

std::string random_uuid() {
  const auto hex = [](std::size_t count) { return random_text("0123456789abcdef", count); };
  return hex(8) + '-' + hex(4) + "-4" + hex(3) + '-' + random_character_of("89ab") + hex(3) + '-' +
         hex(12);
}

}  // namespace emulator
