// SPDX-License-Identifier: Apache-2.0
#include "kiosk/typed.hpp"

#include "base/same_secret.hpp"
#include "base/text.hpp"
#include "base/typed_text.hpp"

namespace sparekey::kiosk {

Complaint read_recipient(Text account, Text country, TypedRecipient* out) {
  account = trimmed(account);
  country = trimmed(country);
  if (account.empty()) return Complaint::want_account;
  // What holds an @, or a country code of its own, needs no other.
  if (out->read(account) &&
      (!out->recipient().email.empty() || !out->recipient().country_code.empty()))
    return Complaint::none;
  if (country.empty()) return out->is_given() ? Complaint::none : Complaint::bad_account;
  if (!is_typed_country_code(country)) return Complaint::bad_country;
  return out->read_phone(account, country) ? Complaint::none : Complaint::bad_account;
}

bool same_recipient(const Recipient& a, const Recipient& b) {
  return equal(a.email, b.email) && equal(a.phone, b.phone) &&
         equal(a.country_code, b.country_code);
}

Complaint check_password(Text password, Text again, size_t max_bytes) {
  if (password.empty()) return Complaint::want_password;
  if (!is_utf8(password) || !can_be_typed(password)) return Complaint::password_untyped;
  if (password.size() > max_bytes) return Complaint::password_too_long;
  return same_secret(password, again) ? Complaint::none : Complaint::passwords_differ;
}

}  // namespace sparekey::kiosk
