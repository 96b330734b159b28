// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_ACCOUNTS_HPP
#define SPAREKEY_EMULATOR_ACCOUNTS_HPP

#include <deque>
#include <string>
#include <vector>

#include "config.hpp"
#include "recipient.hpp"

namespace emulator {

// One person's account.
struct Account {
  std::string email;
  std::string phone;  // with its country code
  std::string username;
  bool locked = false;
  bool captcha = false;
  std::deque<std::string> passwords;  // the present one first, then those before it

  bool has_used(const std::string& password, int history) const;
};

class Accounts {
 public:
  // Throws ConfigError on a malformed e-mail address or phone number.
  explicit Accounts(const std::vector<AccountConfig>& configs);

  // Null if there is none. The pointers stay valid.
  Account* find(const Recipient& recipient);
  Account* find_by_username(const std::string& username);

 private:
  std::vector<Account> accounts_;
};

}  // namespace emulator

#endif
