// SPDX-License-Identifier: Apache-2.0
#include "recipient.hpp"

#include <algorithm>
#include <cctype>

#include "refusals.hpp"

namespace emulator {
namespace {

bool is_digits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_space_or_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c <= ' ' || c == 0x7F; });
}

bool is_email(const std::string& text) {
  const std::size_t at = text.find('@');
  if (at == std::string::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string domain = text.substr(at + 1);
  return domain.find('@') == std::string::npos && domain.find('.') != std::string::npos &&
         domain.front() != '.' && domain.back() != '.' && !has_space_or_control(text);
}

bool is_country_code(const std::string& text) {
  return text.size() >= 2 && text.size() <= 5 && text[0] == '+' && is_digits(text.substr(1));
}

bool is_phone_number(const std::string& country_code, const std::string& number) {
  if (!is_digits(number)) return false;
  if (country_code == "+86") return number.size() == 11 && number[0] == '1';
  return number.size() >= 4 && number.size() <= 14;
}

}  // namespace

Recipient email_recipient(const std::string& email) {
  if (!is_email(email)) throw Refused(kEmailMalformed);
  std::string address = email;
  std::transform(address.begin(), address.end(), address.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return {Medium::kEmail, address};
}

Recipient phone_recipient(const std::string& country_code, const std::string& number) {
  if (!is_country_code(country_code) || !is_phone_number(country_code, number))
    throw Refused(kPhoneMalformed);
  return {Medium::kSms, country_code + number};
}

}  // namespace emulator
