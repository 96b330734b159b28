// SPDX-License-Identifier: Apache-2.0
#include "endpoints.hpp"

#include "password_rules.hpp"
#include "random.hpp"
#include "request_body.hpp"

namespace emulator {
namespace {

using nlohmann::json;

constexpr const char* kChannel = "CHANNEL_RESET_PASSWORD";

// The country code may be left out for mainland China. The number's name differs between calls.
Recipient phone_of(const json& payload, const char* number_name) {
  const std::string number = string_member(payload, number_name);
  return phone_recipient(optional_string_member(payload, "phoneCountryCode").value_or("+86"),
                         number);
}

Recipient email_of(const json& payload) { return email_recipient(string_member(payload, "email")); }

std::string encrypt_type_of(const json& object) {
  if (object.count("passwordEncryptType") == 0) return "none";
  return choice_member(object, "passwordEncryptType", {"none", "rsa", "sm2"});
}

}  // namespace

Endpoints::Endpoints(const Config& config, const Clock& clock, Send send)
    : config_(config),
      accounts_(config.accounts),
      passcodes_(config.pass_code, clock),
      reset_tokens_(config.password_reset_token, clock),
      decryptor_(config.encryption),
      send_(std::move(send)) {}

Endpoints::Data Endpoints::system() const {
  json data = decryptor_.published_keys();
  data["version"] = {{"server", "sparekey-emulator"}};
  data["publicIps"] = json::array({"127.0.0.1"});
  return data;
}

Endpoints::Data Endpoints::send_email(const Body& body) {
  choice_member(body, "channel", {kChannel});
  return send_to(email_of(body));
}

Endpoints::Data Endpoints::send_sms(const Body& body) {
  choice_member(body, "channel", {kChannel});
  return send_to(phone_of(body, "phoneNumber"));
}

Endpoints::Data Endpoints::send_to(const Recipient& recipient) {
  const Account* account = known_account(recipient);
  if (account != nullptr && account->captcha) throw Refused(kCaptchaWanted);
  const std::optional<std::string> pass_code = passcodes_.issue(recipient);
  if (!pass_code) throw Refused(recipient.medium == Medium::kEmail ? kEmailTooSoon : kSmsTooSoon);
  if (account != nullptr) send_(recipient, *pass_code);
  return std::nullopt;
}

Endpoints::Data Endpoints::pre_check_code(const Body& body, Language language) const {
  const bool by_email = choice_member(body, "codeType", {"EMAIL", "SMS"}) == "EMAIL";
  const json& payload = object_member(body, by_email ? "emailCodePayload" : "smsCodePayload");
  choice_member(payload, "channel", {kChannel});
  const Recipient recipient = by_email ? email_of(payload) : phone_of(payload, "phone");
  const Verdict verdict = passcodes_.check(recipient, string_member(payload, "passCode"));
  if (verdict == Verdict::kRight) return json{{"isValid", true}};
  return json{{"isValid", false}, {"message", refused_code(verdict).refusal().text[language]}};
}

Endpoints::Data Endpoints::verify_reset_password_request(const Body& body) {
  const bool by_email =
      choice_member(body, "verifyMethod", {"EMAIL_PASSCODE", "PHONE_PASSCODE"}) == "EMAIL_PASSCODE";
  const json& payload =
      object_member(body, by_email ? "emailPassCodePayload" : "phonePassCodePayload");
  const Recipient recipient = by_email ? email_of(payload) : phone_of(payload, "phoneNumber");
  const std::string pass_code = string_member(payload, "passCode");
  Account* account = known_account(recipient);
  const Verdict verdict = passcodes_.use(recipient, pass_code);
  if (verdict != Verdict::kRight) throw refused_code(verdict);
  if (account == nullptr) throw refused_code(Verdict::kWrong);
  return json{{"passwordResetToken", reset_tokens_.issue(*account)},
              {"tokenExpiresIn", config_.password_reset_token.lifetime_s}};
}

Endpoints::Data Endpoints::reset_password(const Body& body) {
  const std::string token = string_member(body, "passwordResetToken");
  Account* account = reset_tokens_.find(token);
  if (account == nullptr) throw Refused(kTokenInvalid);
  try {
    account->passwords.push_front(new_password(*account, body));
  } catch (const Refused&) {
    if (config_.password_reset_token.burned_by_refused_password) reset_tokens_.burn(token);
    throw;
  }
  reset_tokens_.burn(token);
  return json{{"success", true}};
}

Endpoints::Data Endpoints::sign_in(const Body& body) {
  choice_member(body, "connection", {"PASSWORD"});
  const json& payload = object_member(body, "passwordPayload");
  const std::string encrypt_type =
      body.count("options") == 0 ? "none" : encrypt_type_of(object_member(body, "options"));
  const std::optional<std::string> password =
      decryptor_.decrypt(encrypt_type, string_member(payload, "password"));
  if (!password) throw Refused(kPasswordUndecryptable);
  const Account* account = account_signing_in(payload);
  if (account == nullptr || account->passwords.front() != *password) throw Refused(kSignInRefused);
  if (account->locked) throw Refused(kAccountLocked);
  return json{{"access_token", random_letters(43)}, {"token_type", "Bearer"}, {"expires_in", 3600}};
}

// Null if an unknown account shall look like a known one.
Account* Endpoints::known_account(const Recipient& recipient) {
  Account* account = accounts_.find(recipient);
  if (account == nullptr && config_.unknown_account == UnknownAccount::kRefuse)
    throw Refused(kAccountUnknown);
  if (account != nullptr && account->locked) throw Refused(kAccountLocked);
  return account;
}

// Null if there is none. `account` is any of the three others.
Account* Endpoints::account_signing_in(const Body& payload) {
  const auto find = [this](const std::string& name, const std::string& value) {
    if (name == "username") return accounts_.find_by_username(value);
    if (name == "email") return accounts_.find(email_recipient(value));
    return accounts_.find(phone_recipient("+86", value));
  };
  for (const char* name : {"email", "phone", "username"})
    if (payload.count(name) != 0) return find(name, string_member(payload, name));
  const std::string value = string_member(payload, "account");
  if (Account* account = find("username", value)) return account;
  return find(value.find('@') != std::string::npos ? "email" : "phone", value);
}

std::string Endpoints::new_password(const Account& account, const Body& body) const {
  const std::optional<std::string> password =
      decryptor_.decrypt(encrypt_type_of(body), string_member(body, "password"));
  if (!password && config_.encryption.undecryptable == Undecryptable::kEmpty) return "";
  if (!password) throw Refused(kPasswordUndecryptable);
  if (!is_strong_enough(config_.password, *password)) throw Refused(kPasswordTooWeak);
  if (account.has_used(*password, config_.password.history)) throw Refused(kPasswordUsedBefore);
  return *password;
}

Refused Endpoints::refused_code(Verdict verdict) const {
  if (verdict == Verdict::kExpired) return Refused(kCodeExpired);
  Refusal refusal = kCodeWrong;
  refusal.api_code = config_.pass_code.wrong_api_code;
  return Refused(refusal);
}

}  // namespace emulator
