// SPDX-License-Identifier: Apache-2.0
#include "sm2_key.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <string_view>

#include "decryption.hpp"

namespace emulator {

using openssl::Key;
using openssl::KeyContext;
using openssl::require;

namespace {

constexpr std::size_t kCoordinate = 32;
constexpr std::size_t kC1 = 2 * kCoordinate;
constexpr std::size_t kC3 = 32;

// False if `text` does not begin with `prefix`.
bool drop_prefix(std::string_view prefix, std::string_view& text) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<std::string> decoded_hex(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() % 2 != 0 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string der(unsigned char tag, const std::string& content) {
  const std::size_t size = content.size();
  std::string out(1, static_cast<char>(tag));
  if (size > 0xFF) out += {'\x82', static_cast<char>(size >> 8)};
  if (size > 0x7F && size <= 0xFF) out += '\x81';
  out += static_cast<char>(size & 0xFF);
  return out + content;
}

std::string der_integer(std::string_view big_endian) {
  while (big_endian.size() > 1 && big_endian.front() == '\0') big_endian.remove_prefix(1);
  const bool negative = (static_cast<unsigned char>(big_endian.front()) & 0x80) != 0;
  return der(0x02, std::string(negative ? 1 : 0, '\0') + std::string(big_endian));
}

// OpenSSL's form of the ciphertext: SEQUENCE {INTEGER x, INTEGER y, OCTET STRING C3, OCTET STRING
// C2}.
std::optional<std::string> to_der(std::string_view wire, Sm2Format format) {
  if (format == Sm2Format::k04 && !drop_prefix("04", wire)) return std::nullopt;
  if (format == Sm2Format::kPrefix && !drop_prefix("sm2:", wire)) return std::nullopt;
  const std::optional<std::string> bytes = decoded_hex(wire);
  if (!bytes || bytes->size() <= kC1 + kC3 || bytes->size() > 0x4000) return std::nullopt;
  const std::size_t c2_size = bytes->size() - kC1 - kC3;
  const bool c2_first = format == Sm2Format::kC1C2C3;
  const std::string c3 = bytes->substr(c2_first ? kC1 + c2_size : kC1, kC3);
  const std::string c2 = bytes->substr(c2_first ? kC1 : kC1 + kC3, c2_size);
  return der(0x30, der_integer(std::string_view(*bytes).substr(0, kCoordinate)) +
                       der_integer(std::string_view(*bytes).substr(kCoordinate, kCoordinate)) +
                       der(0x04, c3) + der(0x04, c2));
}

}  // namespace

Sm2Key Sm2Key::generate() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  require(key != nullptr, "generate an SM2 key");
  return Sm2Key(std::move(key));
}

std::string Sm2Key::public_key_hex() const {
  unsigned char* point = nullptr;
  const std::size_t size = EVP_PKEY_get1_encoded_public_key(key_.get(), &point);
  require(size == 1 + kC1, "SM2 public key");
  std::string hex;
  for (std::size_t i = 0; i < size; ++i)
    for (const int digit : {point[i] >> 4, point[i] & 0xF})
      hex += "0123456789abcdef"[static_cast<std::size_t>(digit)];
  OPENSSL_free(point);
  return hex;
}

std::optional<std::string> Sm2Key::decrypt(const std::string& wire, Sm2Format format) const {
  const std::optional<std::string> ciphertext = to_der(wire, format);
  if (!ciphertext) return std::nullopt;
  const KeyContext context(EVP_PKEY_CTX_new(key_.get(), nullptr));
  require(context != nullptr && EVP_PKEY_decrypt_init(context.get()) == 1, "prepare SM2");
  return decrypt_with(context, *ciphertext, ciphertext->size());
}

}  // namespace emulator
