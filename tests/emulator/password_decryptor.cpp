// SPDX-License-Identifier: Apache-2.0
#include "password_decryptor.hpp"

namespace emulator {

PasswordDecryptor::PasswordDecryptor(const EncryptionConfig& config) : config_(config) {
  if (config.sm2) sm2_ = Sm2Key::generate();
}

const RsaKey* PasswordDecryptor::rsa() const {
  if (config_.rsa_bits == 0) return nullptr;
  std::call_once(rsa_asked_for_, [this] { rsa_ = RsaKey::generate(config_.rsa_bits); });
  return &*rsa_;
}

nlohmann::json PasswordDecryptor::published_keys() const {
  nlohmann::json keys = nlohmann::json::object();
  if (const RsaKey* key = rsa())
    keys["rsa"]["publicKey"] =
        config_.rsa_format == RsaFormat::kPem ? key->public_key_pem() : key->public_key_base64();
  if (sm2_) keys["sm2"]["publicKey"] = sm2_->public_key_hex();
  if (config_.rsa_public_key) keys["rsa"]["publicKey"] = *config_.rsa_public_key;
  if (config_.sm2_public_key) keys["sm2"]["publicKey"] = *config_.sm2_public_key;
  return keys;
}

std::optional<std::string> PasswordDecryptor::decrypt(const std::string& encrypt_type,
                                                      const std::string& wire) const {
  if (encrypt_type == "none") return wire;
  if (encrypt_type == "rsa") return rsa() != nullptr ? rsa()->decrypt(wire) : std::nullopt;
  return sm2_ ? decrypt_sm2(wire) : std::nullopt;
}

std::optional<std::string> PasswordDecryptor::decrypt_sm2(const std::string& wire) const {
  for (const Sm2Format format : config_.sm2_formats)
    if (std::optional<std::string> password = sm2_->decrypt(wire, format)) return password;
  return std::nullopt;
}

}  // namespace emulator
