// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_RESET_TOKENS_HPP
#define SPAREKEY_EMULATOR_RESET_TOKENS_HPP

#include <map>
#include <string>

#include "accounts.hpp"
#include "clock.hpp"
#include "config.hpp"

namespace emulator {

// passwordResetTokens: each lets one password of one account be set, once, within its lifetime.
class ResetTokens {
 public:
  ResetTokens(const ResetTokenConfig& rules, Clock clock);

  std::string issue(Account& account);

  // Whose token it is; null if it is unknown, burned or too old.
  Account* find(const std::string& token) const;

  void burn(const std::string& token);

 private:
  struct Issued {
    Account* account;
    Milliseconds at;
  };

  ResetTokenConfig rules_;
  Clock clock_;
  std::map<std::string, Issued> issued_;
};

}  // namespace emulator

#endif
