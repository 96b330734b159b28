// SPDX-License-Identifier: Apache-2.0
#include "client/check.hpp"

#include "base/failure.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

constexpr int64_t kMaxTimeoutMs = 86'400'000;

bool is_country_code(Text text) {
  uint64_t number = 0;
  return text.size() >= 2 && text.size() <= 5 && text[0] == '+' &&
         parse_decimal(text.substr(1), 9999, &number);
}

const char* check_recipient(const Recipient& recipient) {
  if (recipient.email.empty() == recipient.phone.empty())
    return in_words("the recipient must be either an e-mail address or a phone number");
  if (!is_utf8(recipient.email)) return in_words("the e-mail address is not UTF-8");
  if (!is_utf8(recipient.phone)) return in_words("the phone number is not UTF-8");
  if (!recipient.phone.empty() && recipient.phone[0] == '+')
    return in_words("the phone number must not hold the country code");
  if (!recipient.country_code.empty() && !is_country_code(recipient.country_code))
    return in_words("the country code is not a plus sign and one to four digits");
  return nullptr;
}

// A token or passcode is one line.
const char* check_line(Text text, const char* if_empty, const char* if_malformed) {
  if (text.empty()) return if_empty;
  return is_utf8(text) && !has_controls(text) ? nullptr : if_malformed;
}

const char* check_proxy(const Config& config, Origin* proxy) {
  const Text credentials = config.proxy_credentials;
  if (config.proxy.empty())
    return credentials.empty() ? nullptr : in_words("credentials without a proxy");
  if (!credentials.empty() &&
      (!contains(credentials, ':') || !is_utf8(credentials) || has_controls(credentials)))
    return in_words("the proxy's credentials are not one line user:password of UTF-8");
  return parse_proxy(config.proxy, proxy);
}

bool is_whole(const Port& port) {
  static_assert(sizeof port == 14 * sizeof(void*), "the context, then functions, and nothing else");
  const void* parts[sizeof port / sizeof(void*)];
  memcpy(parts, &port, sizeof port);
  for (size_t i = 1; i < sizeof port / sizeof(void*); ++i)
    if (parts[i] == nullptr) return false;
  return true;
}

}  // namespace

const char* check(const Config& config, const Port& port, Origin* origin, Origin* target,
                  Origin* proxy) {
  if (const char* detail = parse_origin(config.host, origin)) return detail;
  *target = *origin;
  if (!config.connect_to.empty())
    if (const char* detail = parse_host_and_port(config.connect_to, target)) return detail;
  if (const char* detail = check_proxy(config, proxy)) return detail;
  if (config.app_id.empty()) return in_words("the application id is empty");
  if (!is_field_value(config.app_id)) return in_words("the application id is not printable ASCII");
  if (!is_field_value(config.userpool_id))
    return in_words("the user pool id is not printable ASCII");
  if (!is_field_value(config.access_token))
    return in_words("the access token is not printable ASCII");
  if (!is_field_value(config.client_name))
    return in_words("the client name is not printable ASCII");
  if (config.timeout_ms <= 0 || config.timeout_ms > kMaxTimeoutMs)
    return in_words("the timeout is not between a millisecond and a day");
  if (config.clock_policy == ClockPolicy::ignore_dates && config.pin_count == 0)
    return in_words("dates can be ignored only beside a pin");
  if (!is_whole(port)) return in_words("the port lacks a function");
  return nullptr;
}

const char* check(const Order& order) {
  switch (order.call) {
    case api::Call::system:
      return nullptr;
    case api::Call::reset:
      if (const char* detail = check_line(
              order.reset.password_reset_token, in_words("the password-reset token is empty"),
              in_words("the password-reset token is not one line of UTF-8")))
        return detail;
      if (order.reset.password.empty()) return in_words("the password is empty");
      if (!is_utf8(order.reset.password)) return in_words("the password is not UTF-8");
      return nullptr;
    case api::Call::check_code:
    case api::Call::verify:
      if (const char* detail = check_line(order.pass_code, in_words("the passcode is empty"),
                                          in_words("the passcode is not one line of UTF-8")))
        return detail;
      break;
    case api::Call::send_code:
      break;
  }
  return check_recipient(order.recipient);
}

}  // namespace sparekey
