// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.hpp"

#include "settings/seconds.hpp"

namespace sparekey::cli {
namespace {

class SettingsReader {
 public:
  SettingsReader(const CommandLine& line, Settings* out) : line_(line), out_(*out) {}

  Trouble read() {
    out_.command = line_.command;
    out_.json = line_.given(Option::json);
    out_.verbose = line_.given(Option::verbose);
    ServiceReader service(line_, &out_, &trouble_);
    service.read_languages(out_.json);
    if (out_.command == nullptr) return {};  // a trouble of the line, or help
    static_cast<void>(service.connection() && read_visits() && service.clock() &&
                      read_recipient() && read_secrets() && service.encryption());
    return trouble_;
  }

 private:
  bool read_visits() {
    if (const char* idle = line_.value(Option::idle); idle != nullptr) {
      out_.idle_ms = parse_seconds_as_ms(idle);
      if (out_.idle_ms == 0) return refuse(Option::idle, Word::want_timeout);
    }
    out_.loop = line_.given(Option::loop);
    if (out_.loop && out_.json) return refuse(Option::loop, Word::not_with_json);
    return true;
  }

  bool read_recipient() {
    const bool email = line_.given(Option::email);
    const bool phone = line_.given(Option::phone);
    if (email && phone) return refuse(Option::phone, Word::not_with_email);
    if (line_.given(Option::country_code) && !phone)
      return refuse(Option::country_code, Word::only_with_phone);
    if (out_.command->requires_recipient() && !email && !phone)
      return refuse(Option::email, Word::recipient_is_required);
    if (email && !out_.recipient.read_email(line_.value(Option::email)))
      return refuse(Option::email, Word::want_email);
    const char* country_code = line_.value(Option::country_code);
    if (country_code != nullptr && !is_typed_country_code(country_code))
      return refuse(Option::country_code, Word::want_country_code);
    if (phone && !out_.recipient.read_phone(line_.value(Option::phone), country_code))
      return refuse(Option::phone, Word::want_phone);
    if (line_.given(Option::reveal_account)) out_.disclosure = Disclosure::reveal_account;
    return true;
  }

  bool read_secrets() {
    if (line_.given(Option::code) && line_.given(Option::code_file))
      return refuse(Option::code_file, Word::not_with_code);
    out_.code = line_.value(Option::code);
    out_.code_file = line_.value(Option::code_file);
    out_.token_file = line_.value(Option::token_file);
    out_.password_file = line_.value(Option::password_file);
    if (out_.command->has(feature::kToken) && out_.token_file == nullptr)
      return refuse(Option::token_file, Word::is_required);
    const char* const files[] = {out_.access_token_file, out_.proxy_auth_file, out_.code_file,
                                 out_.token_file, out_.password_file};
    return check_stdin(files, sizeof files / sizeof files[0], &trouble_);
  }

  bool refuse(Option option, Word reason) { return sparekey::refuse(option, reason, &trouble_); }

  const CommandLine& line_;
  Settings& out_;
  Trouble trouble_;
};

}  // namespace

Trouble read_settings(const CommandLine& line, Settings* out) {
  return SettingsReader(line, out).read();
}

}  // namespace sparekey::cli
