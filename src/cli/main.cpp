// SPDX-License-Identifier: Apache-2.0
// The command sparekey: what it promises stands in --help.
#include <unistd.h>

#include "commands.hpp"
#include "help.hpp"
#include "input_file.hpp"
#include "interrupt.hpp"
#include "printable.hpp"
#include "process.hpp"
#include "sparekey/pool.hpp"
#include "sparekey/posix.hpp"
#include "terminal.hpp"

namespace sparekey::cli {
namespace {

constexpr Limits make_limits() {
  Limits limits;
  limits.exchange_bytes =
      8192;  // a request with a long token and password; an answer with two keys
  limits.json_tokens = 256;
  return limits;
}
constexpr Limits kLimits = make_limits();

alignas(kMemoryAlignment) unsigned char client_memory[memory_needed(kLimits)];
#ifdef SPAREKEY_HAS_POOL
unsigned char pool[pool_needed()];
#endif

// Each has room for a line end, CR LF, behind the secret. Tokens may be as long as a request; the
// password is longer than any the library takes, so that it is the library that judges it.
char access_token_bytes[kLimits.exchange_bytes + 2];
char proxy_auth_bytes[1024 + 2];
char code_bytes[64 + 2];
char token_bytes[kLimits.exchange_bytes + 2];
char password_bytes[16384 + 2];
char password_again_bytes[1024];

Secrets static_secrets() {
  return {{access_token_bytes, sizeof access_token_bytes},
          {proxy_auth_bytes, sizeof proxy_auth_bytes},
          {code_bytes, sizeof code_bytes},
          {token_bytes, sizeof token_bytes},
          {password_bytes, sizeof password_bytes},
          {password_again_bytes, sizeof password_again_bytes}};
}

void wipe_static_secrets() {
  wipe(access_token_bytes, sizeof access_token_bytes);
  wipe(proxy_auth_bytes, sizeof proxy_auth_bytes);
  wipe(code_bytes, sizeof code_bytes);
  wipe(token_bytes, sizeof token_bytes);
  wipe(password_bytes, sizeof password_bytes);
  wipe(password_again_bytes, sizeof password_again_bytes);
}

Trouble map_anchors(const Settings& settings, Buffer* out) {
  const Text subject = name(Option::ca_file);
  const char* path = settings.ca_file != nullptr ? settings.ca_file : posix_ca_bundle();
  if (path == nullptr) return {Code::unreadable_file, subject, Word::no_bundle};
  return map_file(subject, path, out);
}

Trouble read_crls(const Settings& settings, Crls* out) {
  if (settings.crl_file == nullptr) return {};
  Buffer bytes{nullptr, 0};
  Trouble trouble = map_file(name(Option::crl_file), settings.crl_file, &bytes);
  if (!trouble.any()) *out = crls_from(reinterpret_cast<uint8_t*>(bytes.bytes), bytes.size);
  return trouble;
}

Config make_config(const Settings& settings, Text anchors, Crls crls, const Secrets& secrets,
                   Progress* progress) {
  Config config;
  config.host = settings.host;
  config.app_id = settings.app_id;
  config.userpool_id = settings.userpool_id;
  config.access_token = secrets.access_token.text();
  config.brand = settings.brand;
  config.language = settings.language;
  config.connect_to = settings.connect_to;
  config.proxy = settings.proxy;
  config.proxy_credentials = secrets.proxy_auth.text();
  config.ca_pem = anchors;
  config.pins = settings.pins;
  config.pin_count = settings.pin_count;
  config.crls = crls;
  config.clock_policy = settings.clock_policy;
  config.timeout_ms = settings.timeout_ms;
  config.on_phase = Progress::on_phase;
  config.on_phase_context = progress;
  return config;
}

Progress::Style progress_style(const Settings& settings, const Output& dialogue) {
  if (settings.verbose) return Progress::Style::timed_lines;
  if (settings.command != Command::recover) return Progress::Style::silent;
  return can_rewrite_lines(dialogue.descriptor()) ? Progress::Style::status_line
                                                  : Progress::Style::plain_lines;
}

class Program {
 public:
  int run(int argc, char** argv) {
    Arguments arguments;
    Trouble trouble = read_arguments(argc, argv, &arguments);
    const bool asked = arguments.given(Option::help) || arguments.given(Option::version);
    const Trouble unusable = read_settings(arguments, &settings_);
    if (!trouble.any() && asked) return tell(arguments);
    if (!trouble.any()) trouble = unusable;
    const int status = trouble.any() ? report(Outcome::of(trouble)) : run_command_once();
    wipe_static_secrets();
    return status;
  }

 private:
  int run_command_once() {
    if (!watch_signals()) {
      Outcome outcome;
      outcome.result.code = Code::out_of_memory;
      outcome.result.advice = Advice::retry;
      return report(outcome);
    }
    Secrets secrets = static_secrets();
    Buffer anchors{nullptr, 0};
    Crls crls;
    Trouble trouble = read_inputs(settings_, &secrets);
    if (!trouble.any()) trouble = map_anchors(settings_, &anchors);
    if (!trouble.any()) trouble = read_crls(settings_, &crls);
    if (trouble.any()) return report(Outcome::of(trouble));

    // A dialogue must not stand on standard output beside the one object of --json.
    Output& dialogue = settings_.json ? error_ : out_;
    const Port port = posix_port(interrupt_handle());
    Progress progress(progress_style(settings_, dialogue), settings_.tongue, port,
                      settings_.verbose ? error_ : dialogue);
    Client client;
    Outcome outcome;
    outcome.result = client.open(make_config(settings_, anchors.text(), crls, secrets, &progress),
                                 port, client_memory, sizeof client_memory, kLimits);
    if (outcome.result.ok()) {
      Session session{settings_, client, port, progress, secrets, dialogue, error_};
      outcome = run_command(session);
      progress.summary(client.statistics());
      // With --json alone, standard error stays empty.
      if (outcome.result.clock_was_unset && (!settings_.json || settings_.verbose))
        warn(Word::clock_was_unset);
    }
    // Before close(): the service's words lie in the client's memory.
    const int status = report(outcome);
    client.close();
    return status;
  }

  int report(const Outcome& outcome) {
    if (settings_.json) {
      report_in_json(settings_, outcome, out_);
    } else {
      report_in_words(settings_, outcome, out_, error_);
    }
    return out_.failed() ? fail_to_write() : exit_status(outcome.result);
  }

  // A token that nobody received is no success.
  int fail_to_write() {
    warn(Word::cannot_write);
    return 7;
  }

  int tell(const Arguments& arguments) {
    Output words(Output::kMemoryOnly);
    words.put("sparekey ");
    words.put(version());
    words.put(" (mbedTLS ");
    const uint32_t linked = mbedtls_version();
    words.put_number(linked >> 16);
    words.put('.');
    words.put_number(linked >> 8 & 0xFF);
    words.put('.');
    words.put_number(linked & 0xFF);
    words.put(')');
    const bool helps = arguments.given(Option::help);
    const Text text = helps ? help(settings_.tongue) : words.text();
    if (settings_.json) {
      out_.put(helps ? "{\"ok\":true,\"data\":{\"help\":" : "{\"ok\":true,\"data\":{\"version\":");
      put_json_string(text, out_);
      out_.put("}}");
    } else {
      out_.put(text);
    }
    if (settings_.json || !helps) out_.put('\n');
    out_.flush();
    return out_.failed() ? fail_to_write() : 0;
  }

  void warn(Word word) {
    error_.put("sparekey: ");
    error_.put(say(settings_.tongue, word));
    error_.put('\n');
    error_.flush();
  }

  Settings settings_;
  Output out_{STDOUT_FILENO};
  Output error_{STDERR_FILENO};
};

}  // namespace
}  // namespace sparekey::cli

int main(int argc, char** argv) {
  sparekey::cli::prepare_process();
#ifdef SPAREKEY_HAS_POOL
  sparekey::use_pool(sparekey::cli::pool, sizeof sparekey::cli::pool);
#endif
  return sparekey::cli::Program().run(argc, argv);
}
