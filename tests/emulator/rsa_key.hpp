// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_RSA_KEY_HPP
#define SPAREKEY_EMULATOR_RSA_KEY_HPP

#include <optional>
#include <string>

#include "support/openssl_handles.hpp"

namespace emulator {

// The service's RSA key for passwords: RSAES-PKCS1-v1_5.
class RsaKey {
 public:
  static RsaKey generate(int bits);

  std::string public_key_pem() const;
  std::string public_key_base64() const;  // of the bare DER, on one line

  // `wire` is standard base64 on one line. Nothing if that or the padding is wrong.
  std::optional<std::string> decrypt(const std::string& wire) const;

 private:
  explicit RsaKey(openssl::Key key) : key_(std::move(key)) {}

  openssl::Key key_;
};

}  // namespace emulator

#endif
