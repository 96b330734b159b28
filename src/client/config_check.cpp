// SPDX-License-Identifier: Apache-2.0
#include "client/config_check.hpp"

#include "base/duration.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "sparekey/options.hpp"

namespace sparekey {
namespace {

constexpr int64_t kMaxTimeoutMs = kDayS * kSecondMs;

const char* check_proxy(const Config& config, Origin* proxy) {
  const Text credentials = config.proxy_credentials;
  if (config.proxy.empty())
    return credentials.empty() ? nullptr : in_words("proxy credentials are given, but no proxy");
  // Not covered: in a build without proxies, which tests/package/options makes.
  if (!SPAREKEY_PROXY) {
    return in_words("a proxy is given, and this library was built without proxies");
  }
  if (!credentials.empty() &&
      (!contains(credentials, ':') || !is_utf8(credentials) || has_controls(credentials)))
    return in_words("the proxy's credentials are not one line user:password in UTF-8");
  return parse_proxy(config.proxy, proxy);
}

bool has_all_functions(const Port& port) {
  static_assert(sizeof port == 14 * sizeof(void*), "the context, then functions, and nothing else");
  const void* parts[sizeof port / sizeof(void*)];
  memcpy(parts, &port, sizeof port);
  for (size_t i = 1; i < sizeof port / sizeof(void*); ++i)
    if (parts[i] == nullptr) return false;
  return true;
}

}  // namespace

const char* check_config(const Config& config, const Port& port, Origin* origin, Origin* target,
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
    return in_words("the timeout is not between one millisecond and one day");
  if (config.clock_policy == ClockPolicy::ignore_dates && config.pin_count == 0)
    return in_words("dates may be ignored only if a key is pinned");
  if (!has_all_functions(port)) return in_words("a function of the port is null");
  return nullptr;
}

}  // namespace sparekey
