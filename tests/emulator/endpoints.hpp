// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_ENDPOINTS_HPP
#define SPAREKEY_EMULATOR_ENDPOINTS_HPP

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "accounts.hpp"
#include "clock.hpp"
#include "config.hpp"
#include "passcodes.hpp"
#include "password_decryptor.hpp"
#include "recipient.hpp"
#include "refusals.hpp"
#include "reset_tokens.hpp"

namespace emulator {

// Brings a passcode to a person.
using Send = std::function<void(const Recipient& recipient, const std::string& pass_code)>;

// The calls of the service over its state. Each takes the request's body and returns the answer's
// `data`, or throws Refused.
class Endpoints {
 public:
  using Body = nlohmann::json;
  using Data = std::optional<nlohmann::json>;

  Endpoints(const Config& config, const Clock& clock, Send send);

  Data system() const;
  Data send_email(const Body& body);
  Data send_sms(const Body& body);
  Data pre_check_code(const Body& body, Language language) const;
  Data verify_reset_password_request(const Body& body);
  Data reset_password(const Body& body);
  Data sign_in(const Body& body);

 private:
  Data send_to(const Recipient& recipient);
  Account* known_account(const Recipient& recipient);
  Account* account_signing_in(const Body& payload);
  std::string new_password(const Account& account, const Body& body) const;
  Refused refused_code(Verdict verdict) const;

  Config config_;
  Accounts accounts_;
  Passcodes passcodes_;
  ResetTokens reset_tokens_;
  PasswordDecryptor decryptor_;
  Send send_;
};

}  // namespace emulator

#endif
