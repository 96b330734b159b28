// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_PASSCODES_HPP
#define SPAREKEY_EMULATOR_PASSCODES_HPP

#include <map>
#include <optional>
#include <string>

#include "clock.hpp"
#include "config.hpp"
#include "recipient.hpp"

namespace emulator {

enum class Verdict { kRight, kWrong, kExpired };

// The last passcode of each recipient, and the rules by which it lives: one per minute, a lifetime,
// a number of tries, one use.
class Passcodes {
 public:
  Passcodes(const PassCodeConfig& rules, Clock clock);

  // A new code, which replaces the last one; nothing if that one was sent too recently.
  std::optional<std::string> issue(const Recipient& recipient);

  // Uses nothing up and burns nothing.
  Verdict check(const Recipient& recipient, const std::string& pass_code) const;

  // A right code is used up; a wrong one is one of the tries.
  Verdict use(const Recipient& recipient, const std::string& pass_code);

 private:
  struct Issued {
    std::string pass_code;  // empty when used up or burned; then only `at` still matters
    Milliseconds at;
    int wrong_tries = 0;
  };

  Milliseconds lifetime(Medium medium) const;

  PassCodeConfig rules_;
  Clock clock_;
  std::map<std::string, Issued> issued_;  // by the recipient's address
};

}  // namespace emulator

#endif
