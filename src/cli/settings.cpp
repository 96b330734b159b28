// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <string.h>

#include "environment.hpp"
#include "language.hpp"
#include "no_proxy.hpp"

namespace sparekey::cli {
namespace {

Trouble bad(Text subject, Word reason) { return {Code::bad_argument, subject, reason}; }

bool is_stdin(const char* path) { return path != nullptr && strcmp(path, "-") == 0; }

// "30" or "0.5", at least a millisecond and at most a day; 0 where it is anything else.
int64_t parse_seconds_as_ms(const char* text) {
  constexpr int64_t kMaxSeconds = 86'400;
  int64_t seconds = 0;
  const char* at = text;
  for (; *at >= '0' && *at <= '9'; ++at) {
    seconds = seconds * 10 + (*at - '0');
    if (seconds > kMaxSeconds) return 0;
  }
  if (at == text) return 0;
  int64_t thousandths = 0;
  if (*at == '.') {
    int64_t unit = 100;
    for (++at; *at >= '0' && *at <= '9' && unit > 0; ++at, unit /= 10)
      thousandths += (*at - '0') * unit;
    if (at[-1] == '.') return 0;
  }
  const int64_t milliseconds = seconds * 1000 + thousandths;
  return *at == '\0' && milliseconds <= kMaxSeconds * 1000 ? milliseconds : 0;
}

bool parse_brand(const char* text, Brand* out) {
  if (strcmp(text, "authing") == 0) {
    *out = Brand::authing;
  } else if (strcmp(text, "genauth") == 0) {
    *out = Brand::genauth;
  } else {
    return false;
  }
  return true;
}

class Reader {
 public:
  Reader(const Arguments& arguments, Settings* out) : arguments_(arguments), out_(*out) {}

  Trouble read() {
    out_.command = arguments_.command;
    out_.json = arguments_.given(Option::json);
    out_.verbose = arguments_.given(Option::verbose);
    const bool lang_ok = read_languages();

    const Setting host = setting(Option::host, "SPAREKEY_HOST");
    const Setting app_id = setting(Option::app_id, "SPAREKEY_APP_ID");
    const Setting brand = setting(Option::brand, "SPAREKEY_BRAND");
    if (host.value == nullptr) return bad(host.name, Word::is_needed);
    if (app_id.value == nullptr) return bad(app_id.name, Word::is_needed);
    if (brand.value != nullptr && !parse_brand(brand.value, &out_.brand))
      return bad(brand.name, Word::want_brand);
    if (!lang_ok) return bad(lang_name_, Word::want_language);
    out_.host = host.value;
    out_.app_id = app_id.value;
    out_.userpool_id = setting(Option::userpool_id, "SPAREKEY_USERPOOL_ID").value;
    out_.ca_file = setting(Option::ca_file, "SPAREKEY_CA_FILE").value;
    out_.connect_to = arguments_.value(Option::connect_to);
    out_.crl_file = arguments_.value(Option::crl_file);
    if (Trouble trouble = read_proxy(); trouble.any()) return trouble;
    if (Trouble trouble = read_numbers(); trouble.any()) return trouble;
    if (Trouble trouble = read_clock(); trouble.any()) return trouble;
    if (Trouble trouble = read_recipient(); trouble.any()) return trouble;
    return read_secrets();
  }

 private:
  struct Setting {
    Text name;          // of the option or of the variable: who says it is named in complaints
    const char* value;  // null where neither says anything
  };

  Setting setting(Option option, const char* variable) const {
    const char* value = arguments_.value(option);
    if (value != nullptr) return {name(option), value};
    value = environment(variable);
    if (value != nullptr) return {variable, value};
    return {name(option), nullptr};
  }

  // False where the language asked for is none of the four.
  bool read_languages() {
    const Language locale = locale_language();
    const Setting lang = setting(Option::lang, "SPAREKEY_LANG");
    lang_name_ = lang.name;
    out_.language = locale;
    const bool ok = lang.value == nullptr || parse_language(lang.value, &out_.language);
    const bool chinese = is_chinese(out_.language) || is_chinese(locale);
    out_.tongue = chinese ? Tongue::chinese : Tongue::english;
    return ok;
  }

  // A variable that some write in capitals.
  static Setting either(const char* variable, const char* in_capitals) {
    const char* value = environment(variable);
    return value != nullptr ? Setting{variable, value}
                            : Setting{in_capitals, environment(in_capitals)};
  }

  // The command line's proxy is always used; the environment's is for everything, so that it has
  // exceptions. Whether it is well formed is the library's business, but user info must not get
  // that far.
  Trouble read_proxy() {
    Setting proxy = {name(Option::proxy), arguments_.value(Option::proxy)};
    const char* file = arguments_.value(Option::proxy_auth_file);
    if (proxy.value == nullptr) {
      proxy = either("https_proxy", "HTTPS_PROXY");
      if (proxy.value == nullptr)
        return file == nullptr ? Trouble()
                               : bad(name(Option::proxy_auth_file), Word::only_with_proxy);
      if (is_in_no_proxy(out_.host, either("no_proxy", "NO_PROXY").value)) return {};
      out_.proxy = proxy.value;
      // Desktops write http://HOST:PORT/.
      const size_t size = out_.proxy.size();
      if (size > 1 && out_.proxy[size - 1] == '/') out_.proxy = out_.proxy.substr(0, size - 1);
    } else {
      out_.proxy = proxy.value;
    }
    if (strchr(proxy.value, '@') != nullptr) return bad(proxy.name, Word::no_user_info);
    out_.proxy_auth_file = file;
    return {};
  }

  Trouble read_numbers() {
    for (size_t i = 0; i < arguments_.pin_count; ++i)
      if (!parse_pin(arguments_.pins[i], &out_.pins[out_.pin_count++]))
        return bad(name(Option::pin), Word::want_pin);
    const char* timeout = arguments_.value(Option::timeout);
    if (timeout != nullptr) {
      out_.timeout_ms = parse_seconds_as_ms(timeout);
      if (out_.timeout_ms == 0) return bad(name(Option::timeout), Word::want_timeout);
    }
    return {};
  }

  Trouble read_clock() {
    constexpr const char* kPolicies[] = {"strict", "not-before-build", "ignore-dates"};
    if (!read_choice(Option::clock, kPolicies, &out_.clock_policy))
      return bad(name(Option::clock), Word::want_clock);
    if (out_.clock_policy == ClockPolicy::ignore_dates && out_.pin_count == 0)
      return bad(name(Option::clock), Word::only_with_pin);
    return {};
  }

  // Whether addresses are well formed is the library's business.
  Trouble read_recipient() {
    const Command command = out_.command;
    const bool email = arguments_.given(Option::email);
    const bool phone = arguments_.given(Option::phone);
    if (email && phone) return bad(name(Option::phone), Word::not_beside_email);
    if (arguments_.given(Option::country_code) && !phone)
      return bad(name(Option::country_code), Word::only_with_phone);
    const bool wanted = command == Command::send_code || command == Command::check_code ||
                        command == Command::verify;
    if (wanted && !email && !phone) return bad(name(Option::email), Word::recipient_is_needed);
    out_.recipient.email = arguments_.value(Option::email);
    out_.recipient.phone = arguments_.value(Option::phone);
    out_.recipient.country_code = arguments_.value(Option::country_code);
    if (arguments_.given(Option::reveal_account)) out_.disclosure = Disclosure::reveal_account;
    return {};
  }

  Trouble read_secrets() {
    if (arguments_.given(Option::code) && arguments_.given(Option::code_file))
      return bad(name(Option::code_file), Word::not_beside_code);
    out_.code = arguments_.value(Option::code);
    for (const char digit : out_.code)
      if (digit < '0' || digit > '9') return bad(name(Option::code), Word::want_digits);
    out_.access_token_file = arguments_.value(Option::access_token_file);
    out_.code_file = arguments_.value(Option::code_file);
    out_.token_file = arguments_.value(Option::token_file);
    out_.password_file = arguments_.value(Option::password_file);
    if (out_.command == Command::reset && out_.token_file == nullptr)
      return bad(name(Option::token_file), Word::token_is_needed);
    if (is_stdin(out_.access_token_file) + is_stdin(out_.proxy_auth_file) +
            is_stdin(out_.code_file) + is_stdin(out_.token_file) + is_stdin(out_.password_file) >
        1)
      return bad("-", Word::stdin_twice);
    return read_encryption();
  }

  Trouble read_encryption() {
    constexpr const char* kEncryptions[] = {"none", "rsa", "sm2"};
    constexpr const char* kSm2Formats[] = {"plain", "04", "prefix", "c1c2c3"};
    if (!read_choice(Option::encrypt, kEncryptions, &out_.encryption))
      return bad(name(Option::encrypt), Word::want_encryption);
    if (!read_choice(Option::sm2_format, kSm2Formats, &out_.sm2_format))
      return bad(name(Option::sm2_format), Word::want_sm2_format);
    if (arguments_.given(Option::sm2_format) && out_.encryption != Encryption::sm2)
      return bad(name(Option::sm2_format), Word::only_with_sm2);
    return {};
  }

  // Where the option is given, the enumerator at its value's place among `names`.
  template <typename Enum, size_t count>
  bool read_choice(Option option, const char* const (&names)[count], Enum* out) const {
    const char* value = arguments_.value(option);
    if (value == nullptr) return true;
    for (size_t i = 0; i < count; ++i)
      if (strcmp(value, names[i]) == 0) {
        *out = static_cast<Enum>(i);
        return true;
      }
    return false;
  }

  const Arguments& arguments_;
  Settings& out_;
  Text lang_name_;
};

}  // namespace

Trouble read_settings(const Arguments& arguments, Settings* out) {
  return Reader(arguments, out).read();
}

}  // namespace sparekey::cli
