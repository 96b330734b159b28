// SPDX-License-Identifier: Apache-2.0
// A way of encrypting the password inside TLS, as one row. A program that resets no password links
// none of them.
#ifndef SPAREKEY_CLIENT_PASSWORD_CIPHER_HPP
#define SPAREKEY_CLIENT_PASSWORD_CIPHER_HPP

#include "crypto/rsa.hpp"
#include "crypto/sm2.hpp"
#include "sparekey/calls.hpp"
#include "sparekey/options.hpp"

namespace sparekey {

// The service's public key; of its keys, the one that was needed last.
union PasswordKey {
#if SPAREKEY_RSA
  crypto::RsaKey rsa;
#endif
#if SPAREKEY_SM2
  struct {
    crypto::Sm2Key key;
    crypto::Sm2Work work;
  } sm2;
#endif
  char none;
};

struct PasswordCipher {
  // passwordEncryptType, and the name of the key's member in /system. Null: this build was made
  // without, and the rest is null too.
  const char* type;

  // Code::ok, bad_key or out_of_memory.
  Code (*decode_key)(Text published, PasswordKey* out);

  // How many characters the encrypted password takes. Code::ok or password_too_long.
  Code (*measure)(const PasswordKey& key, const ResetRequest& request, size_t* out_size);

  // Writes them. Code::ok, or those of crypto's encrypt functions; `*out_native` is mbedTLS's
  // number.
  Code (*encrypt)(PasswordKey* key, const ResetRequest& request, Random& random, char* out,
                  int* out_native);
};

// Null for Encryption::none.
const PasswordCipher* cipher_for(Encryption encryption);

}  // namespace sparekey

#endif
