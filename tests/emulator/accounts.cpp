// SPDX-License-Identifier: Apache-2.0
#include "accounts.hpp"

#include <algorithm>

#include "refusals.hpp"

namespace emulator {
namespace {

Account account_of(const AccountConfig& config) {
  Account account;
  if (!config.email.empty()) account.email = email_recipient(config.email).address;
  if (!config.phone.empty())
    account.phone = phone_recipient(config.phone_country_code, config.phone).address;
  account.username = config.username;
  account.locked = config.locked;
  account.captcha = config.captcha;
  account.passwords.push_front(config.password);
  return account;
}

Account* find_where(std::vector<Account>& accounts, std::string Account::*member,
                    const std::string& value) {
  const auto found = std::find_if(accounts.begin(), accounts.end(),
                                  [&](const Account& account) { return account.*member == value; });
  return found == accounts.end() || value.empty() ? nullptr : &*found;
}

}  // namespace

bool Account::has_used(const std::string& password, int history) const {
  const std::size_t count = std::min(passwords.size(), static_cast<std::size_t>(history));
  const auto end = passwords.begin() + static_cast<std::ptrdiff_t>(count);
  return std::find(passwords.begin(), end, password) != end;
}

Accounts::Accounts(const std::vector<AccountConfig>& configs) {
  try {
    for (const AccountConfig& config : configs) accounts_.push_back(account_of(config));
  } catch (const Refused& refused) {
    throw ConfigError("accounts[" + std::to_string(accounts_.size()) + "]: " + refused.what());
  }
}

Account* Accounts::find(const Recipient& recipient) {
  return find_where(accounts_,
                    recipient.medium == Medium::kEmail ? &Account::email : &Account::phone,
                    recipient.address);
}

Account* Accounts::find_by_username(const std::string& username) {
  return find_where(accounts_, &Account::username, username);
}

}  // namespace emulator
