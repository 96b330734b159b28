// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_RANDOM_HPP
#define SPAREKEY_EMULATOR_RANDOM_HPP

#include <cstddef>
#include <string>

namespace emulator {

// All from OpenSSL's generator, each character equally likely.
std::string random_digits(std::size_t count);
std::string random_letters(std::size_t count);  // of the base64url alphabet
std::string random_uuid();                      // RFC 9562, version 4

}  // namespace emulator

#endif
