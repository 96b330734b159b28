// SPDX-License-Identifier: Apache-2.0
// The command sparekey; --help says what it promises.
#include <unistd.h>

#include "cli/exit_status.hpp"
#include "cli/help.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "cli/process.hpp"
#include "cli/report_json.hpp"
#include "cli/report_words.hpp"
#include "cli/terminal.hpp"
#include "cli/version.hpp"
#include "sparekey/pool.hpp"
#include "sparekey/posix.hpp"

namespace sparekey::cli {
namespace {

constexpr Limits make_limits() {
  Limits limits;
  // A request with a long token and password; an answer with two keys.
  limits.exchange_bytes = 8192;
  limits.json_tokens = 256;
  return limits;
}
constexpr Limits kLimits = make_limits();

alignas(kMemoryAlignment) unsigned char client_memory[memory_needed(kLimits)];
#ifdef SPAREKEY_HAS_POOL
// Room for 8 KB of certificates, which some public services send.
unsigned char pool[pool_needed(ChainKey::rsa_4096, 8192)];
#endif

// Static, and wiped at the end. Files need room for a line end, CR LF, behind the secret. Tokens
// may be as long as a request; the password is longer than any the library takes, so that the
// library judges it.
constexpr size_t kLineEndBytes = 2;
constexpr size_t kMaxTokenBytes = kLimits.exchange_bytes;
struct {
  char access_token[kMaxTokenBytes + kLineEndBytes];
  char token[kMaxTokenBytes + kLineEndBytes];
  char proxy_auth[1024 + kLineEndBytes];
  char code[64 + kLineEndBytes];
  char password[16384 + kLineEndBytes];
  char password_again[1024];
} secret_bytes;

template <size_t size>
Buffer buffer_in(char (&bytes)[size]) {
  return {bytes, size};
}

Secrets static_secrets() {
  return {buffer_in(secret_bytes.access_token), buffer_in(secret_bytes.proxy_auth),
          buffer_in(secret_bytes.code),         buffer_in(secret_bytes.token),
          buffer_in(secret_bytes.password),     buffer_in(secret_bytes.password_again)};
}

void protect_secrets(const void* stack_top) {
  // Most needed first: there may be a limit on locked memory.
  protect_memory(&secret_bytes, sizeof secret_bytes);
  protect_memory(client_memory, sizeof client_memory);
  protect_stack(stack_top);
#ifdef SPAREKEY_HAS_POOL
  protect_memory(pool, sizeof pool);
#endif
}

void wipe_secrets() {
  wipe(&secret_bytes, sizeof secret_bytes);
  wipe_signal_stack();
}

// What a phase concerns beside the person who watches.
struct Watch {
  PhaseDisplay& phases;
  const Client& client;
  const bool asks_again;  // the dialogue, after a failure, with the same secrets
};

void on_phase(void* context, Phase phase) {
  const Watch& watch = *static_cast<const Watch*>(context);
  PhaseDisplay::on_phase(&watch.phases, phase);
  if (!watch.asks_again && watch.client.progress().request_sent)
    wipe(&secret_bytes, sizeof secret_bytes);
}

Config make_config(const Settings& settings, const Inputs& inputs, Watch* watch) {
  Config config;
  config.host = settings.host;
  config.app_id = settings.app_id;
  config.userpool_id = settings.userpool_id;
  config.access_token = inputs.secrets.access_token.text();
  config.brand = settings.brand;
  config.language = settings.language;
  config.connect_to = settings.connect_to;
  config.proxy = settings.proxy;
  config.proxy_credentials = inputs.secrets.proxy_auth.text();
  config.ca_pem = inputs.anchors;
  config.pins = settings.pins;
  config.pin_count = settings.pin_count;
  config.crls = inputs.crls;
  config.clock_policy = settings.clock_policy;
  config.timeout_ms = settings.timeout_ms;
  config.on_phase = on_phase;
  config.on_phase_context = watch;
  return config;
}

// Says which file it is of which the library could make nothing. It looks at the anchors first.
Trouble name_file(const Settings& settings, Config config, Client* client, const Port& port) {
  Trouble trouble{Code::unreadable_file, settings.ca_file_from, Word::no_certificate};
  trouble.file = settings.ca_file != nullptr ? settings.ca_file : posix_ca_bundle();
  if (settings.crl_file == nullptr) return trouble;
  config.crls = Crls();
  if (!client->open(config, port, client_memory, sizeof client_memory, kLimits).ok())
    return trouble;
  client->close();
  trouble = {Code::unreadable_file, name(Option::crl_file), Word::no_crl};
  trouble.file = settings.crl_file;
  return trouble;
}

PhaseDisplay::Style phase_style(const Settings& settings, const Output& dialogue) {
  if (settings.verbose) return PhaseDisplay::Style::timed_lines;
  if (!settings.command->has(feature::kDialogue)) return PhaseDisplay::Style::silent;
  return can_rewrite_lines(dialogue.descriptor()) ? PhaseDisplay::Style::status_line
                                                  : PhaseDisplay::Style::plain_lines;
}

class Program {
 public:
  int run(int argc, char** argv) {
    Arguments arguments;
    Trouble trouble = read_arguments(argc, argv, &arguments);
    // Even if that failed: how trouble is reported is one of the settings.
    const Trouble unusable = read_settings(arguments, &settings_);
    out_.set_utf8(settings_.utf8);
    error_.set_utf8(settings_.utf8);
    if (!trouble.any() && arguments.given(Option::help)) return show_help();
    if (!trouble.any() && arguments.given(Option::version)) return show_version();
    if (!trouble.any()) trouble = unusable;
    const int status = trouble.any() ? report(Outcome::of(trouble)) : run_command();
    wipe_secrets();
    return status;
  }

 private:
  int run_command() {
    if (!watch_signals()) return report(Outcome::of(Code::out_of_memory));
    Inputs inputs;
    inputs.secrets = static_secrets();
    if (const Trouble trouble = read_inputs(settings_, &inputs); trouble.any())
      return report(Outcome::of(trouble));

    // Prompts never stand beside an answer; a dialogue has all of standard output but the end.
    const bool on_stdout = is_dialogue() && !settings_.json;
    Output dialogue(dialogue_descriptor(on_stdout ? STDOUT_FILENO : STDERR_FILENO));
    dialogue.set_utf8(settings_.utf8);
    const Port port = posix_port(interrupt_handle());
    PhaseDisplay phases(phase_style(settings_, dialogue), settings_.ui_language, port,
                        settings_.verbose ? error_ : dialogue);
    if (!settings_.json) wrap_lines(&error_);
    if (on_stdout) wrap_lines(&out_);
    wrap_lines(&dialogue);
    Terminal terminal({settings_.utf8, settings_.loop});  // until all is said
    Client client;
    Watch watch{phases, client, settings_.command->has(feature::kDialogue)};
    Outcome outcome;
    const Config config = make_config(settings_, inputs, &watch);
    outcome.result = client.open(config, port, client_memory, sizeof client_memory, kLimits);
    if (outcome.result.code == Code::unreadable_file) {
      outcome = Outcome::of(name_file(settings_, config, &client, port));
    } else if (outcome.result.ok()) {
      Session session{settings_, client, port, phases, inputs.secrets, terminal, dialogue};
      outcome = settings_.command->run(session);
      phases.summary(client.statistics());
      // With --json alone, standard error stays empty.
      if (outcome.result.clock_was_unset && (!settings_.json || settings_.verbose))
        warn(Word::clock_was_unset);
    }
    // Before close(): the service's words lie in the client's memory.
    const int status = report(outcome);
    if (is_dialogue() && !sees_report(outcome)) {
      report_in_words(settings_.command, outcome,
                      {settings_.ui_language, dialogue, dialogue, settings_.verbose});
    }
    client.close();
    return status;
  }

  int report(const Outcome& outcome) {
    if (settings_.json) {
      report_in_json(settings_.command, outcome, out_);
    } else {
      const bool service_codes = settings_.verbose || !is_dialogue();
      report_in_words(settings_.command, outcome,
                      {settings_.ui_language, out_, error_, service_codes});
    }
    return status_after_writing(exit_status(outcome.result));
  }

  bool is_dialogue() const {
    return settings_.command != nullptr && settings_.command->has(feature::kDialogue);
  }

  // Whether the report stands where the person reads.
  bool sees_report(const Outcome& outcome) const {
    return !settings_.json && isatty(outcome.result.ok() ? STDOUT_FILENO : STDERR_FILENO) == 1;
  }

  // A token that nobody received is no success. But a terminal that hung up takes no words.
  int status_after_writing(int status) {
    if (!out_.failed()) return status;
    if (interrupted() || status == kGaveUpStatus) return kGaveUpStatus;
    warn(Word::cannot_write);
    return kLocalStatus;
  }

  int show_help() {
    if (settings_.json) {
      out_.put("{\"ok\":true,\"data\":{\"help\":");
      put_help(settings_.ui_language, settings_.command, HelpFormat::json_string, out_);
      out_.put("}}\n");
    } else {
      put_help(settings_.ui_language, settings_.command, HelpFormat::page, out_);
    }
    out_.flush();
    return status_after_writing(0);
  }

  int show_version() {
    if (settings_.json) out_.put("{\"ok\":true,\"data\":{\"version\":\"");
    put_version(out_);
    out_.put(settings_.json ? "\"}}\n" : "\n");
    out_.flush();
    return status_after_writing(0);
  }

  void warn(Word word) {
    error_.put("sparekey: ");
    put_line(settings_.ui_language, word, error_);
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
  sparekey::cli::protect_secrets(argv);
#ifdef SPAREKEY_HAS_POOL
  sparekey::use_pool(sparekey::cli::pool, sizeof sparekey::cli::pool);
#endif
  return sparekey::cli::Program().run(argc, argv);
}
