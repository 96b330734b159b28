// SPDX-License-Identifier: Apache-2.0
// The command sparekey; --help says what it promises.
#include <unistd.h>

#include "cli/help.hpp"
#include "cli/inputs.hpp"
#include "cli/report_json.hpp"
#include "cli/report_words.hpp"
#include "cli/terminal.hpp"
#include "settings/exit_status.hpp"
#include "settings/interrupt.hpp"
#include "settings/process.hpp"
#include "settings/version.hpp"
#include "sparekey/pool.hpp"
#include "sparekey/posix.hpp"

namespace sparekey::cli {
namespace {

// Not covered: the compiler runs it.
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
  return {buffer_in(secret_bytes.code), buffer_in(secret_bytes.token),
          buffer_in(secret_bytes.password), buffer_in(secret_bytes.password_again)};
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

PhaseDisplay::Style phase_style(const Settings& settings, const Output& dialogue) {
  if (settings.verbose) return PhaseDisplay::Style::timed_lines;
  if (!settings.command->has(feature::kDialogue)) return PhaseDisplay::Style::silent;
  return can_rewrite_lines(dialogue.descriptor()) ? PhaseDisplay::Style::status_line
                                                  : PhaseDisplay::Style::plain_lines;
}

class Program {
 public:
  int run(int argc, char** argv) {
    CommandLine line;
    Trouble trouble = read_command_line(argc, argv, &line);
    // Even if that failed: how trouble is reported is one of the settings.
    const Trouble unusable = read_settings(line, &settings_);
    out_.set_utf8(settings_.utf8);
    error_.set_utf8(settings_.utf8);
    if (!trouble.any() && line.given(Option::help)) return show_help();
    if (!trouble.any() && line.given(Option::version)) return show_version();
    if (!trouble.any()) trouble = unusable;
    const int status = trouble.any() ? report(Outcome::of(trouble)) : run_command();
    wipe_secrets();
    return status;
  }

 private:
  int run_command() {
    if (!watch_signals()) return report(Outcome::of(Code::out_of_memory));
    Inputs inputs{
        {buffer_in(secret_bytes.access_token), buffer_in(secret_bytes.proxy_auth), {}, {}},
        static_secrets()};
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
    Config config;
    fill_config(settings_, inputs.service, &config);
    config.on_phase = on_phase;
    config.on_phase_context = &watch;
    outcome.result = client.open(config, port, client_memory, sizeof client_memory, kLimits);
    if (outcome.result.code == Code::unreadable_file) {
      // The library looks at the anchors first.
      config.crls = Crls();
      const bool anchors_usable =
          settings_.crl_file != nullptr &&
          client.open(config, port, client_memory, sizeof client_memory, kLimits).ok();
      outcome = Outcome::of(unreadable_file(settings_, anchors_usable));
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
    return status_after_writing(exit_status(outcome.result.code));
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
  sparekey::prepare_process();
  sparekey::cli::protect_secrets(argv);
#ifdef SPAREKEY_HAS_POOL
  sparekey::use_pool(sparekey::cli::pool, sizeof sparekey::cli::pool);
#endif
  return sparekey::cli::Program().run(argc, argv);
}
