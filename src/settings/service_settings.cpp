// SPDX-License-Identifier: Apache-2.0
#include "settings/service_settings.hpp"

#include <string.h>

#include "settings/environment.hpp"
#include "settings/language.hpp"
#include "settings/no_proxy.hpp"
#include "settings/seconds.hpp"

namespace sparekey {

ServiceReader::Setting ServiceReader::setting(Option option) const {
  const OptionRow& known = row(option);
  const char* value = arguments_.value(option);
  if (value == nullptr && known.variable != nullptr) {
    value = environment(known.variable);
    if (value != nullptr) return {known.variable, value};
  }
  return {known.name, value};
}

// A variable that some write in capitals.
ServiceReader::Setting ServiceReader::either(const char* variable, const char* in_capitals) {
  const char* value = environment(variable);
  return value != nullptr ? Setting{variable, value}
                          : Setting{in_capitals, environment(in_capitals)};
}

void ServiceReader::read_languages(bool for_machines) {
  const char* tag = setting(Option::lang).value;
  const Language locale = locale_language();
  out_.language = locale;
  known_language_ = tag == nullptr || parse_language(tag, &out_.language);
  const Charset charset = locale_charset();
  const bool asked_for = tag != nullptr && known_language_ && out_.language != Language::en_us;
  out_.utf8 = charset == Charset::utf8 || (charset == Charset::unnamed && asked_for);
  const bool chinese = is_chinese(out_.language) || is_chinese(locale);
  out_.ui_language = chinese && out_.utf8 ? UiLanguage::chinese : UiLanguage::english;
  // Nobody could read the service's words either.
  if (!out_.utf8 && !for_machines && tag == nullptr) out_.language = Language::en_us;
}

bool ServiceReader::connection() { return service() && proxy() && pins_and_timeout(); }

bool ServiceReader::service() {
  const char* host = setting(Option::host).value;
  if (host == nullptr) return refuse(Option::host, Word::is_required_or_variable);
  const char* app_id = setting(Option::app_id).value;
  if (app_id == nullptr) return refuse(Option::app_id, Word::is_required_or_variable);
  out_.host = host;
  out_.app_id = app_id;
  out_.userpool_id = setting(Option::userpool_id).value;
  const Setting ca_file = setting(Option::ca_file);
  out_.ca_file = ca_file.value;
  out_.ca_file_from = ca_file.name;
  out_.connect_to = arguments_.value(Option::connect_to);
  out_.crl_file = arguments_.value(Option::crl_file);
  out_.access_token_file = arguments_.value(Option::access_token_file);
  constexpr const char* kBrands[] = {"authing", "genauth"};
  if (!read_choice(Option::brand, kBrands, &out_.brand, Word::want_brand)) return false;
  if (!known_language_) refuse(setting(Option::lang), Word::want_language);
  return known_language_;
}

// The command line's proxy is always used; the environment's is for all programs, so it has
// exceptions. Whether it is well formed is the library's business, but user info must not get that
// far.
bool ServiceReader::proxy() {
  Setting proxy = {row(Option::proxy).name, arguments_.value(Option::proxy)};
  const bool from_line = proxy.value != nullptr;
  if (!from_line) proxy = either(row(Option::proxy).variable, "HTTPS_PROXY");
  out_.proxy_auth_file = arguments_.value(Option::proxy_auth_file);
  if (proxy.value == nullptr && out_.proxy_auth_file != nullptr)
    return refuse(Option::proxy_auth_file, Word::only_with_proxy);
  if (proxy.value == nullptr) return true;
  if (!from_line && is_in_no_proxy(out_.host, either("no_proxy", "NO_PROXY").value)) {
    out_.proxy_auth_file = nullptr;
    return true;
  }
  if (!SPAREKEY_PROXY) return refuse(proxy, Word::is_not_built);
  if (strchr(proxy.value, '@') != nullptr) return refuse(proxy, Word::no_user_info);
  out_.proxy = proxy.value;
  // Desktops write http://HOST:PORT/.
  const size_t size = out_.proxy.size();
  if (!from_line && size > 1 && out_.proxy[size - 1] == '/')
    out_.proxy = out_.proxy.substr(0, size - 1);
  return true;
}

bool ServiceReader::pins_and_timeout() {
  for (size_t i = 0; i < arguments_.repeated_count; ++i) {
    const Arguments::Repeated& given = arguments_.repeated[i];
    if (given.option == Option::pin && !parse_pin(given.value, &out_.pins[out_.pin_count++]))
      return refuse(Option::pin, Word::want_pin);
  }
  const char* timeout = arguments_.value(Option::timeout);
  if (timeout == nullptr) return true;
  out_.timeout_ms = parse_seconds_as_ms(timeout);
  if (out_.timeout_ms == 0) refuse(Option::timeout, Word::want_timeout);
  return out_.timeout_ms != 0;
}

bool ServiceReader::clock() {
  constexpr const char* kPolicies[] = {"strict", "not-before-build", "ignore-dates"};
  if (!read_choice(Option::clock, kPolicies, &out_.clock_policy, Word::want_clock)) return false;
  if (out_.clock_policy == ClockPolicy::ignore_dates && out_.pin_count == 0)
    return refuse(Option::clock, Word::only_with_pin);
  return true;
}

bool ServiceReader::encryption() {
  constexpr const char* kEncryptions[] = {"none", "rsa", "sm2"};
  constexpr const char* kSm2Formats[] = {"plain", "04", "prefix", "c1c2c3"};
  if (!read_choice(Option::encrypt, kEncryptions, &out_.encryption, Word::want_encryption) ||
      !read_choice(Option::sm2_format, kSm2Formats, &out_.sm2_format, Word::want_sm2_format))
    return false;
  if ((out_.encryption == Encryption::rsa && !SPAREKEY_RSA) ||
      (out_.encryption == Encryption::sm2 && !SPAREKEY_SM2))
    // Not covered: in a build without RSA or SM2, which tests/package/options makes.
    return refuse(Option::encrypt, Word::is_not_built);
  if (arguments_.given(Option::sm2_format) && out_.encryption != Encryption::sm2)
    return refuse(Option::sm2_format, Word::only_with_sm2);
  return true;
}

bool ServiceReader::read_choice(Option option, const char* const* names, size_t count,
                                unsigned char* out, Word complaint) {
  const Setting chosen = setting(option);
  if (chosen.value == nullptr) return true;
  for (size_t i = 0; i < count; ++i)
    if (strcmp(chosen.value, names[i]) == 0) {
      *out = static_cast<unsigned char>(i);
      return true;
    }
  return refuse(chosen, complaint);
}

bool ServiceReader::refuse(const Setting& setting, Word reason) {
  trouble_ = bad_argument(setting.name, reason);
  return false;
}

bool check_stdin(const char* const* files, size_t count, Trouble* trouble) {
  int from_stdin = 0;
  for (size_t i = 0; i < count; ++i)
    from_stdin += files[i] != nullptr && strcmp(files[i], "-") == 0 ? 1 : 0;
  if (from_stdin <= 1) return true;
  *trouble = bad_argument("-", Word::stdin_twice);
  return false;
}

}  // namespace sparekey
