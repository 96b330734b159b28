// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.hpp"

#include <string.h>

#include "base/duration.hpp"
#include "base/text.hpp"
#include "cli/environment.hpp"
#include "cli/language.hpp"
#include "cli/no_proxy.hpp"

namespace sparekey::cli {
namespace {

bool is_stdin(const char* path) { return path != nullptr && strcmp(path, "-") == 0; }

// "30" or "0.5", at least a millisecond and at most a day; 0 if it is anything else.
int64_t parse_seconds_as_ms(const char* text) {
  int64_t seconds = 0;
  const char* at = text;
  for (; is_digit(*at); ++at) {
    seconds = seconds * 10 + (*at - '0');
    if (seconds > kDayS) return 0;
  }
  if (at == text) return 0;
  int64_t thousandths = 0;
  if (*at == '.') {
    int64_t unit = kSecondMs / 10;
    for (++at; is_digit(*at) && unit > 0; ++at, unit /= 10) thousandths += (*at - '0') * unit;
    if (at[-1] == '.') return 0;
  }
  const int64_t milliseconds = seconds * kSecondMs + thousandths;
  return *at == '\0' && milliseconds <= kDayS * kSecondMs ? milliseconds : 0;
}

class SettingsReader {
 public:
  SettingsReader(const Arguments& arguments, Settings* out) : arguments_(arguments), out_(*out) {}

  Trouble read() {
    out_.command = arguments_.command;
    out_.json = arguments_.given(Option::json);
    out_.verbose = arguments_.given(Option::verbose);
    const Setting lang = setting(Option::lang);
    const bool known_language = read_languages(lang.value);
    if (out_.command == nullptr) return {};  // a trouble of the arguments, or help
    if (Trouble trouble = read_service(); trouble.any()) return trouble;
    if (!known_language) return bad_argument(lang.name, Word::want_language);
    if (Trouble trouble = read_proxy(); trouble.any()) return trouble;
    if (Trouble trouble = read_numbers(); trouble.any()) return trouble;
    if (Trouble trouble = read_clock(); trouble.any()) return trouble;
    if (Trouble trouble = read_recipient(); trouble.any()) return trouble;
    if (Trouble trouble = read_secrets(); trouble.any()) return trouble;
    return read_encryption();
  }

 private:
  struct Setting {
    Text name;          // of the option or the variable: complaints name the one that says it
    const char* value;  // null if neither says anything
  };

  Setting setting(Option option) const {
    const char* value = arguments_.value(option);
    if (value != nullptr) return {name(option), value};
    const char* variable = row(option).variable;
    value = variable == nullptr ? nullptr : environment(variable);
    if (value != nullptr) return {variable, value};
    return {name(option), nullptr};
  }

  Trouble read_service() {
    const Setting host = setting(Option::host);
    const Setting app_id = setting(Option::app_id);
    if (host.value == nullptr) return bad_argument(host.name, Word::is_required_or_variable);
    if (app_id.value == nullptr) return bad_argument(app_id.name, Word::is_required_or_variable);
    out_.host = host.value;
    out_.app_id = app_id.value;
    out_.userpool_id = setting(Option::userpool_id).value;
    const Setting ca_file = setting(Option::ca_file);
    out_.ca_file = ca_file.value;
    out_.ca_file_from = ca_file.name;
    out_.connect_to = setting(Option::connect_to).value;
    out_.crl_file = setting(Option::crl_file).value;
    constexpr const char* kBrands[] = {"authing", "genauth"};
    return read_choice(Option::brand, kBrands, &out_.brand, Word::want_brand);
  }

  // False if the language asked for is not one of the four.
  bool read_languages(const char* tag) {
    const Language locale = locale_language();
    out_.language = locale;
    const bool known = tag == nullptr || parse_language(tag, &out_.language);
    const Charset charset = locale_charset();
    const bool asked_for = tag != nullptr && known && out_.language != Language::en_us;
    out_.utf8 = charset == Charset::utf8 || (charset == Charset::unnamed && asked_for);
    const bool chinese = is_chinese(out_.language) || is_chinese(locale);
    out_.ui_language = chinese && out_.utf8 ? UiLanguage::chinese : UiLanguage::english;
    // Nobody could read the service's words either.
    if (!out_.utf8 && !out_.json && tag == nullptr) out_.language = Language::en_us;
    return known;
  }

  // A variable that some write in capitals.
  static Setting either(const char* variable, const char* in_capitals) {
    const char* value = environment(variable);
    return value != nullptr ? Setting{variable, value}
                            : Setting{in_capitals, environment(in_capitals)};
  }

  // The command line's proxy is always used; the environment's is for all programs, so it has
  // exceptions. Whether it is well formed is the library's business, but user info must not get
  // that far.
  Trouble read_proxy() {
    Setting proxy = {name(Option::proxy), arguments_.value(Option::proxy)};
    const bool from_line = proxy.value != nullptr;
    if (!from_line) proxy = either(row(Option::proxy).variable, "HTTPS_PROXY");
    out_.proxy_auth_file = arguments_.value(Option::proxy_auth_file);
    if (proxy.value == nullptr && out_.proxy_auth_file != nullptr)
      return bad_argument(name(Option::proxy_auth_file), Word::only_with_proxy);
    if (proxy.value == nullptr) return {};
    if (!from_line && is_in_no_proxy(out_.host, either("no_proxy", "NO_PROXY").value)) {
      out_.proxy_auth_file = nullptr;
      return {};
    }
    if (!SPAREKEY_PROXY) return bad_argument(proxy.name, Word::is_not_built);
    if (strchr(proxy.value, '@') != nullptr) return bad_argument(proxy.name, Word::no_user_info);
    out_.proxy = proxy.value;
    // Desktops write http://HOST:PORT/.
    const size_t size = out_.proxy.size();
    if (!from_line && size > 1 && out_.proxy[size - 1] == '/')
      out_.proxy = out_.proxy.substr(0, size - 1);
    return {};
  }

  Trouble read_numbers() {
    for (size_t i = 0; i < arguments_.pin_count; ++i)
      if (!parse_pin(arguments_.pins[i], &out_.pins[out_.pin_count++]))
        return bad_argument(name(Option::pin), Word::want_pin);
    const char* timeout = arguments_.value(Option::timeout);
    if (timeout != nullptr) {
      out_.timeout_ms = parse_seconds_as_ms(timeout);
      if (out_.timeout_ms == 0) return bad_argument(name(Option::timeout), Word::want_timeout);
    }
    if (const char* idle = arguments_.value(Option::idle); idle != nullptr) {
      out_.idle_ms = parse_seconds_as_ms(idle);
      if (out_.idle_ms == 0) return bad_argument(name(Option::idle), Word::want_timeout);
    }
    out_.loop = arguments_.given(Option::loop);
    if (out_.loop && out_.json) return bad_argument(name(Option::loop), Word::not_with_json);
    return {};
  }

  Trouble read_clock() {
    constexpr const char* kPolicies[] = {"strict", "not-before-build", "ignore-dates"};
    Trouble trouble = read_choice(Option::clock, kPolicies, &out_.clock_policy, Word::want_clock);
    if (trouble.any()) return trouble;
    if (out_.clock_policy == ClockPolicy::ignore_dates && out_.pin_count == 0)
      return bad_argument(name(Option::clock), Word::only_with_pin);
    return {};
  }

  Trouble read_recipient() {
    const bool email = arguments_.given(Option::email);
    const bool phone = arguments_.given(Option::phone);
    if (email && phone) return bad_argument(name(Option::phone), Word::not_with_email);
    if (arguments_.given(Option::country_code) && !phone)
      return bad_argument(name(Option::country_code), Word::only_with_phone);
    if (out_.command->requires_recipient() && !email && !phone)
      return bad_argument(name(Option::email), Word::recipient_is_required);
    if (email && !out_.recipient.read_email(arguments_.value(Option::email)))
      return bad_argument(name(Option::email), Word::want_email);
    const char* country_code = arguments_.value(Option::country_code);
    if (country_code != nullptr && !is_typed_country_code(country_code))
      return bad_argument(name(Option::country_code), Word::want_country_code);
    if (phone && !out_.recipient.read_phone(arguments_.value(Option::phone), country_code))
      return bad_argument(name(Option::phone), Word::want_phone);
    if (arguments_.given(Option::reveal_account)) out_.disclosure = Disclosure::reveal_account;
    return {};
  }

  Trouble read_secrets() {
    if (arguments_.given(Option::code) && arguments_.given(Option::code_file))
      return bad_argument(name(Option::code_file), Word::not_with_code);
    out_.code = arguments_.value(Option::code);
    out_.access_token_file = arguments_.value(Option::access_token_file);
    out_.code_file = arguments_.value(Option::code_file);
    out_.token_file = arguments_.value(Option::token_file);
    out_.password_file = arguments_.value(Option::password_file);
    if (out_.command->has(feature::kToken) && out_.token_file == nullptr)
      return bad_argument(name(Option::token_file), Word::is_required);
    const char* const files[] = {out_.access_token_file, out_.proxy_auth_file, out_.code_file,
                                 out_.token_file, out_.password_file};
    int from_stdin = 0;
    for (const char* file : files) from_stdin += is_stdin(file) ? 1 : 0;
    return from_stdin > 1 ? bad_argument("-", Word::stdin_twice) : Trouble();
  }

  Trouble read_encryption() {
    constexpr const char* kEncryptions[] = {"none", "rsa", "sm2"};
    constexpr const char* kSm2Formats[] = {"plain", "04", "prefix", "c1c2c3"};
    Trouble trouble =
        read_choice(Option::encrypt, kEncryptions, &out_.encryption, Word::want_encryption);
    if (!trouble.any())
      trouble =
          read_choice(Option::sm2_format, kSm2Formats, &out_.sm2_format, Word::want_sm2_format);
    if (trouble.any()) return trouble;
    if ((out_.encryption == Encryption::rsa && !SPAREKEY_RSA) ||
        (out_.encryption == Encryption::sm2 && !SPAREKEY_SM2))
      return bad_argument(name(Option::encrypt), Word::is_not_built);
    if (arguments_.given(Option::sm2_format) && out_.encryption != Encryption::sm2)
      return bad_argument(name(Option::sm2_format), Word::only_with_sm2);
    return {};
  }

  // Sets `*out` to the enumerator at the value's place among `names`, if the option is given.
  template <typename Enum, size_t count>
  Trouble read_choice(Option option, const char* const (&names)[count], Enum* out,
                      Word complaint) const {
    const Setting chosen = setting(option);
    if (chosen.value == nullptr) return {};
    for (size_t i = 0; i < count; ++i)
      if (strcmp(chosen.value, names[i]) == 0) {
        *out = static_cast<Enum>(i);
        return {};
      }
    return bad_argument(chosen.name, complaint);
  }

  const Arguments& arguments_;
  Settings& out_;
};

}  // namespace

Trouble read_settings(const Arguments& arguments, Settings* out) {
  return SettingsReader(arguments, out).read();
}

}  // namespace sparekey::cli
