// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_PASSWORD_DECRYPTOR_HPP
#define SPAREKEY_EMULATOR_PASSWORD_DECRYPTOR_HPP

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "config.hpp"
#include "rsa_key.hpp"
#include "sm2_key.hpp"

namespace emulator {

// The service's keys, and passwords as they came over the wire.
class PasswordDecryptor {
 public:
  explicit PasswordDecryptor(const EncryptionConfig& config);

  // The members "rsa" and "sm2" of /system, if there are such keys.
  nlohmann::json published_keys() const;

  // `encrypt_type` is "none", "rsa" or "sm2". Nothing if the password cannot be decrypted.
  std::optional<std::string> decrypt(const std::string& encrypt_type,
                                     const std::string& wire) const;

 private:
  std::optional<std::string> decrypt_sm2(const std::string& wire) const;

  // Null if there is none. Made when it is first asked for: that takes longer than all the rest of
  // the emulator's start.
  const RsaKey* rsa() const;

  EncryptionConfig config_;
  mutable std::once_flag rsa_asked_for_;
  mutable std::optional<RsaKey> rsa_;
  std::optional<Sm2Key> sm2_;
};

}  // namespace emulator

#endif
