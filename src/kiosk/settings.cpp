// SPDX-License-Identifier: Apache-2.0
#include "kiosk/settings.hpp"

#include <unistd.h>

#include "base/text.hpp"
#include "base/wipe.hpp"
#include "kiosk/help.hpp"
#include "kiosk/option_values.hpp"
#include "settings/exit_status.hpp"
#include "settings/language.hpp"
#include "settings/process.hpp"
#include "settings/seconds.hpp"
#include "settings/version.hpp"
#include "words/results.hpp"

namespace sparekey::kiosk {
namespace {

// Files need room for a line end, CR LF, behind the secret.
struct {
  char access_token[8192 + 2];
  char proxy_auth[1024 + 2];
} secret_bytes;

void take_word(void*, ArgumentReader& reader, const char*) {
  // It is not repeated to the person: it may be a password in the wrong place.
  reader.complain("", Word::extra_word);
}

class SettingsReader {
 public:
  SettingsReader(const Arguments& arguments, Settings* out, Trouble* trouble)
      : arguments_(arguments), out_(*out), trouble_(*trouble) {}

  void read() {
    static_cast<void>(service().connection() && service().clock() && read_listening() &&
                      read_visits() && read_showing() && service().encryption() && read_files());
  }

  void read_languages() {
    service().read_languages(true);
    out_.ui_language =
        is_chinese(out_.service.language) ? UiLanguage::chinese : UiLanguage::english;
  }

 private:
  ServiceReader& service() { return service_; }

  bool refuse(Option option, Word reason) { return sparekey::refuse(option, reason, &trouble_); }
  bool expect(Option option, Word reason) {
    if (reason != Word::none) refuse(option, reason);
    return reason == Word::none;
  }

  bool read_listening() {
    const char* listen = arguments_.value(Option::listen);
    if (listen != nullptr && !expect(Option::listen, read_listen(listen, &out_.listen)))
      return false;
    for (size_t i = 0; i < arguments_.repeated_count; ++i) {
      const Arguments::Repeated& given = arguments_.repeated[i];
      if (given.option != Option::origin) continue;
      // The program's own arguments are its to change.
      if (!expect(Option::origin, add_origin(const_cast<char*>(given.value), &out_))) return false;
    }
    const bool needed = out_.listen.kind == Listen::Kind::local && out_.origin_count == 0;
    if (needed) refuse(Option::origin, Word::origin_is_required);
    return !needed;
  }

  bool read_visits() {
    if (const char* visits = arguments_.value(Option::visits); visits != nullptr) {
      uint64_t count = 0;
      if (!parse_decimal(visits, kMaxVisits, &count) || count == 0)
        return refuse(Option::visits, Word::want_visits);
      out_.visits = static_cast<uint8_t>(count);
    }
    if (const char* idle = arguments_.value(Option::idle); idle != nullptr) {
      constexpr int64_t kLeastMs = 30'000;
      out_.idle_ms = parse_seconds_as_ms(idle);
      if (out_.idle_ms < kLeastMs) return refuse(Option::idle, Word::want_idle);
    }
    return true;
  }

  bool read_showing() {
    constexpr size_t kMaxTitleBytes = 200;
    out_.title = arguments_.value(Option::title);
    if (out_.title.size() > kMaxTitleBytes || !is_utf8(out_.title) || has_controls(out_.title))
      return refuse(Option::title, Word::want_title);
    out_.done_url = arguments_.value(Option::done_url);
    if (!out_.done_url.empty() && !is_done_url(out_.done_url))
      return refuse(Option::done_url, Word::want_done_url);
    out_.keyboard = arguments_.given(Option::keyboard);
    out_.port_file = arguments_.value(Option::port_file);
    return true;
  }

  bool read_files() {
    const char* const secrets[] = {out_.service.access_token_file, out_.service.proxy_auth_file};
    if (!check_stdin(secrets, sizeof secrets / sizeof secrets[0], &trouble_)) return false;
    ServiceFiles files{{secret_bytes.access_token, sizeof secret_bytes.access_token},
                       {secret_bytes.proxy_auth, sizeof secret_bytes.proxy_auth},
                       {},
                       {}};
    SecretReader reader;
    reader.read_service_secrets(out_.service, &files);
    trouble_ = reader.first();
    if (!trouble_.any()) trouble_ = read_trust(out_.service, &files);
    if (!trouble_.any()) trouble_ = read_stylesheet();
    if (trouble_.any()) return false;
    fill_config(out_.service, files, &out_.config);
    out_.config.language = Language::en_us;
    out_.encryption = out_.service.encryption;
    out_.sm2_format = out_.service.sm2_format;
    return true;
  }

  Trouble read_stylesheet() {
    const char* path = arguments_.value(Option::stylesheet);
    if (path == nullptr) return {};
    Buffer bytes{nullptr, 0};
    Trouble trouble = read_whole(name(Option::stylesheet), path, &bytes);
    trouble.file = path;
    out_.stylesheet = bytes.text();
    return trouble;
  }

  const Arguments& arguments_;
  Settings& out_;
  Trouble& trouble_;
  ServiceReader service_{arguments_, &out_.service, &trouble_};
};

int answer(const Settings& settings, bool help) {
  Output out(STDOUT_FILENO);
  if (help) {
    put_help(settings.service.ui_language, out);
  } else {
    put_version(out);
    out.put('\n');
  }
  out.flush();
  if (!out.failed()) return 0;
  return say_trouble(settings, {Code::buffer_too_small, {}, Word::cannot_write});
}

}  // namespace

int say_trouble(const Settings& settings, const Trouble& trouble) {
  const UiLanguage language = settings.service.ui_language;
  Output error(STDERR_FILENO);
  error.set_utf8(settings.service.utf8);
  error.put(kProgram.name);
  error.put(": ");
  if (trouble.reason == Word::none) {
    error.put(say(language, trouble.code));
    put_line(language, Word::full_stop, error);
  } else {
    put_trouble_line(language, trouble, error);
    if (kind_of(trouble.code) != Kind::usage) return exit_status(trouble.code);
    if (trouble.file != nullptr) {
      put_line(language, Word::check_file, error);
    } else {
      put_see_help(language, nullptr, error);
    }
  }
  return exit_status(trouble.code);
}

int read_settings(int argc, char** argv, Settings* out) {
  protect_memory(&secret_bytes, sizeof secret_bytes);
  Arguments arguments;
  ArgumentReader line(&arguments);
  line.read(argc, argv, take_word, nullptr);
  Trouble& trouble = line.first();
  SettingsReader reader(arguments, out, &trouble);
  reader.read_languages();
  const bool help = arguments.given(Option::help);
  if (!trouble.any() && (help || arguments.given(Option::version))) return answer(*out, help);
  line.judge(feature::kEveryCommand);
  if (!trouble.any()) reader.read();
  return trouble.any() ? say_trouble(*out, trouble) : -1;
}

int say_unusable(const Settings& settings, const Result& result, bool anchors_usable) {
  Trouble trouble{result.code, {}, Word::none};
  if (result.code == Code::unreadable_file) {
    trouble = unreadable_file(settings.service, anchors_usable);
  } else if (const Text detail = result.detail; !detail.empty()) {
    Output error(STDERR_FILENO);
    error.put(kProgram.name);
    error.put(": ");
    const UiLanguage language = settings.service.ui_language;
    error.put(say(language, result.code));
    error.put(say(language, Word::colon));
    error.put(detail);
    put_line(language, Word::full_stop, error);
    put_see_help(language, nullptr, error);
    return exit_status(result.code);
  }
  return say_trouble(settings, trouble);
}

void wipe_secret_settings() { wipe(&secret_bytes, sizeof secret_bytes); }

}  // namespace sparekey::kiosk
