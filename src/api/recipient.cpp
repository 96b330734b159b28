// SPDX-License-Identifier: Apache-2.0
#include "api/recipient.hpp"

#include "base/failure.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

bool is_country_code(Text text) {
  if (text.size() < 2 || text.size() > 5 || text[0] != '+') return false;
  for (size_t i = 1; i < text.size(); ++i)
    if (!is_digit(text[i])) return false;
  return true;
}

}  // namespace

void put_recipient(json::ObjectWriter& out, const Recipient& recipient, const char* phone_name) {
  if (by_email(recipient)) return out.text("email", recipient.email);
  out.text(phone_name, recipient.phone);
  out.text_if("phoneCountryCode", recipient.country_code);
}

const char* check_recipient(const Arguments& arguments) {
  const Recipient& recipient = arguments.recipient;
  if (recipient.email.empty() == recipient.phone.empty())
    return in_words("the recipient must be either an e-mail address or a phone number");
  if (!is_utf8(recipient.email)) return in_words("the e-mail address is not UTF-8");
  if (!is_utf8(recipient.phone)) return in_words("the phone number is not UTF-8");
  if (!recipient.phone.empty() && recipient.phone[0] == '+')
    return in_words("the phone number must not include the country code");
  if (!recipient.country_code.empty() && !is_country_code(recipient.country_code))
    return in_words("the country code is not a plus sign and one to four digits");
  return nullptr;
}

const char* check_recipient_and_passcode(const Arguments& arguments) {
  constexpr const char* kNotALine = in_words("the passcode is not one line of UTF-8");
  const char* detail =
      check_line(arguments.pass_code, in_words("the passcode is empty"), kNotALine, kNotALine);
  return detail != nullptr ? detail : check_recipient(arguments);
}

const char* check_line(Text text, const char* if_empty, const char* if_not_utf8,
                       const char* if_not_typable) {
  if (text.empty()) return if_empty;
  if (!is_utf8(text)) return if_not_utf8;
  return can_be_typed(text) ? nullptr : if_not_typable;
}

}  // namespace sparekey::api
