// SPDX-License-Identifier: Apache-2.0
#include "reset_tokens.hpp"

#include "random.hpp"

namespace emulator {

ResetTokens::ResetTokens(const ResetTokenConfig& rules, Clock clock)
    : rules_(rules), clock_(std::move(clock)) {}

std::string ResetTokens::issue(Account& account) {
  std::string token = random_letters(static_cast<std::size_t>(rules_.length));
  issued_[token] = {&account, clock_()};
  return token;
}

Account* ResetTokens::find(const std::string& token) const {
  const auto found = issued_.find(token);
  if (found == issued_.end()) return nullptr;
  const Milliseconds age = clock_() - found->second.at;
  return age < std::chrono::seconds(rules_.lifetime_s) ? found->second.account : nullptr;
}

void ResetTokens::burn(const std::string& token) { issued_.erase(token); }

}  // namespace emulator
