// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_SM2_KEY_HPP
#define SPAREKEY_EMULATOR_SM2_KEY_HPP

#include <optional>
#include <string>

#include "config.hpp"
#include "support/openssl_handles.hpp"

namespace emulator {

// The service's SM2 key for passwords: GB/T 32918.4 with SM3.
class Sm2Key {
 public:
  static Sm2Key generate();
  explicit Sm2Key(openssl::Key key) : key_(std::move(key)) {}

  std::string public_key_hex() const;  // 04‖X‖Y

  // `wire` is lower-case hex, its parts in the order `format` says. Nothing if it is not that,
  // or C3 does not fit.
  std::optional<std::string> decrypt(const std::string& wire, Sm2Format format) const;

 private:
  openssl::Key key_;
};

}  // namespace emulator

#endif
