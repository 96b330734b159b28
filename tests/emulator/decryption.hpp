// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_DECRYPTION_HPP
#define SPAREKEY_EMULATOR_DECRYPTION_HPP

#include <optional>
#include <string>

#include "support/openssl_handles.hpp"

namespace emulator {

// What `context` makes of a ciphertext that holds at most `capacity` bytes. Nothing if it cannot be
// decrypted.
std::optional<std::string> decrypt_with(const openssl::KeyContext& context,
                                        const std::string& ciphertext, std::size_t capacity);

}  // namespace emulator

#endif
