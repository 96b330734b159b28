// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <string.h>

#include "environment.hpp"
#include "language.hpp"

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

    if (Trouble later = refuse_later_issues(); later.any()) return later;
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
    if (Trouble trouble = read_numbers(); trouble.any()) return trouble;
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

  // Refused rather than ignored: whoever asks for a proxy or a CRL relies on it.
  Trouble refuse_later_issues() const {
    constexpr Option kLater[] = {Option::proxy, Option::proxy_auth_file, Option::crl_file};
    for (const Option option : kLater)
      if (arguments_.given(option)) return bad(name(option), Word::not_in_this_version);
    const char* clock = arguments_.value(Option::clock);
    if (clock != nullptr && strcmp(clock, "strict") != 0) {
      const bool later =
          strcmp(clock, "not-before-build") == 0 || strcmp(clock, "ignore-dates") == 0;
      return bad(name(Option::clock), later ? Word::only_strict : Word::want_clock);
    }
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
    if (is_stdin(out_.access_token_file) + is_stdin(out_.code_file) + is_stdin(out_.token_file) +
            is_stdin(out_.password_file) >
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
