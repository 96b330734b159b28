// SPDX-License-Identifier: Apache-2.0
// The service's public key for passwords: of its keys, the one that was asked for last.
#ifndef SPAREKEY_CLIENT_PASSWORD_KEY_HPP
#define SPAREKEY_CLIENT_PASSWORD_KEY_HPP

#include "crypto/rsa.hpp"
#include "crypto/sm2.hpp"
#include "sparekey/encryption.hpp"

namespace sparekey {

class PasswordKey {
 public:
  bool is_for(Encryption encryption) const { return encryption_ == encryption; }
  void forget() { encryption_ = Encryption::none; }

  // As crypto::rsa_decode_key or crypto::sm2_decode_key; nothing is kept where that fails.
  Code decode(Encryption encryption, Text published) {
    const Code code = encryption == Encryption::rsa
                          ? crypto::rsa_decode_key(published, &key_.rsa)
                          : crypto::sm2_decode_key(published, &key_.sm2.key);
    encryption_ = code == Code::ok ? encryption : Encryption::none;
    return code;
  }

  // Only where is_for says so.
  const crypto::RsaKey& rsa() const { return key_.rsa; }
  const crypto::Sm2Key& sm2() const { return key_.sm2.key; }
  crypto::Sm2Work* sm2_work() { return &key_.sm2.work; }

 private:
  Encryption encryption_ = Encryption::none;
  union {
    crypto::RsaKey rsa;
    struct {
      crypto::Sm2Key key;
      crypto::Sm2Work work;
    } sm2;
  } key_;
};

}  // namespace sparekey

#endif
