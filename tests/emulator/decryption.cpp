// SPDX-License-Identifier: Apache-2.0
#include "decryption.hpp"

namespace emulator {

std::optional<std::string> decrypt_with(const openssl::KeyContext& context,
                                        const std::string& ciphertext, std::size_t capacity) {
  std::string password(capacity, '\0');
  std::size_t size = capacity;
  if (EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char*>(password.data()), &size,
                       reinterpret_cast<const unsigned char*>(ciphertext.data()),
                       ciphertext.size()) != 1) {
    ERR_clear_error();  // TLS reads the same queue
    return std::nullopt;
  }
  password.resize(size);
  return password;
}

}  // namespace emulator
