// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "outcome.hpp"
#include "printable.hpp"

namespace sparekey::cli {
namespace {

void put_line(Tongue tongue, Word word, Output& out) {
  out.put(say(tongue, word));
  out.put('\n');
}

// The token alone on its line, ready for --token-file; as it is, except on a terminal.
void report_token(Tongue tongue, const VerifyAnswer& answer, Output& out, Output& error) {
  if (isatty(out.descriptor()) == 1) {
    put_printable(answer.password_reset_token, out);
  } else {
    out.put(answer.password_reset_token);
  }
  out.put('\n');
  if (answer.token_expires_in_s < 0) return;
  error.put(say(tongue, Word::token_lives));
  error.put_number(answer.token_expires_in_s);
  put_line(tongue, Word::seconds, error);
}

void put_key(Text name, Text key, Output& out) {
  if (key.empty()) return;
  out.put(name);
  put_printable_lines(key, out);
  if (key[key.size() - 1] != '\n') out.put('\n');
}

void report_system(Tongue tongue, const SystemAnswer& answer, Output& out) {
  if (answer.server_version.empty()) {
    out.put(say(tongue, Word::no_version));
  } else {
    out.put(say(tongue, Word::server_runs));
    put_printable(answer.server_version, out);
  }
  const bool keys = !answer.rsa_public_key.empty() || !answer.sm2_public_key.empty();
  put_line(tongue, keys ? Word::its_keys : Word::no_keys, out);
  put_key("rsa:\n", answer.rsa_public_key, out);
  put_key("sm2:\n", answer.sm2_public_key, out);
}

void report_success(const Settings& settings, const Outcome& outcome, Output& out, Output& error) {
  const Tongue tongue = settings.tongue;
  switch (settings.command) {
    case Command::send_code:
      return put_line(tongue, Word::code_sent, out);
    case Command::check_code:
      return put_line(tongue, Word::code_right, out);
    case Command::verify:
      return report_token(tongue, outcome.verify, out, error);
    case Command::recover:
    case Command::reset:
      return put_line(tongue, Word::password_changed, out);
    case Command::system:
      return report_system(tongue, outcome.system, out);
    case Command::none:
      return;
  }
}

void put_what(Tongue tongue, const Outcome& outcome, Output& error) {
  error.put("sparekey: ");
  error.put(say(tongue, outcome.result.code));
  const Trouble& trouble = outcome.trouble;
  const Text detail = outcome.result.detail;
  const char* const colon = tongue == Tongue::chinese ? "：" : ": ";
  if (trouble.reason != Word::none) {
    error.put(colon);
    put_printable(trouble.subject, error);
    if (!trouble.subject.empty()) error.put(' ');
    error.put(say(tongue, trouble.reason));
  } else if (!detail.empty()) {
    error.put(colon);
    put_printable(detail, error);
  }
  if (outcome.result.status_code == 0 && outcome.result.http_status >= 300) {
    error.put(" (HTTP ");
    error.put_number(outcome.result.http_status);
    error.put(')');
  }
  error.put(full_stop(tongue));
  error.put('\n');
}

void put_advice(Tongue tongue, const Result& result, Output& error) {
  if (result.advice == Advice::none) return;
  error.put(say(tongue, result.advice));
  if (result.retry_after_s > 0) {
    error.put(" (");
    error.put_number(result.retry_after_s);
    error.put(" s)");
  }
  error.put('\n');
}

}  // namespace

void put_answer_in_words(Tongue tongue, const Result& result, Output& out) {
  if (!result.message.empty() || !result.request_id.empty()) {
    out.put(say(tongue, Word::service_says));
    put_printable(result.message, out);
    out.put(" (statusCode ");
    out.put_number(result.status_code);
    if (result.has_api_code) {
      out.put(", apiCode ");
      out.put_number(result.api_code);
    }
    if (!result.request_id.empty()) {
      out.put(", requestId ");
      put_printable(result.request_id, out);
    }
    out.put(")\n");
  }
  if (result.delivery == Delivery::unknown) put_line(tongue, Word::may_have_acted, out);
}

void report_in_words(const Settings& settings, const Outcome& outcome, Output& out, Output& error) {
  const Tongue tongue = settings.tongue;
  const Result& result = outcome.result;
  if (result.ok()) {
    report_success(settings, outcome, out, error);
  } else {
    put_what(tongue, outcome, error);
    Result told = result;
    // A good envelope around a wrong passcode says "success"; its data say what is wrong.
    if (outcome.has_check && !outcome.check.message.empty()) told.message = outcome.check.message;
    put_answer_in_words(tongue, told, error);
    if (kind_of(result.code) == Kind::network && result.delivery == Delivery::not_sent)
      put_line(tongue, Word::nothing_was_sent, error);
    put_advice(tongue, result, error);
    if (kind_of(result.code) == Kind::usage) put_line(tongue, Word::see_help, error);
  }
  out.flush();
  error.flush();
}

int exit_status(const Result& result) {
  if (result.code == Code::cancelled) return 1;
  switch (kind_of(result.code)) {
    case Kind::none:
      return 0;
    case Kind::usage:
      return 2;
    case Kind::service:
      return 3;
    case Kind::network:
      return 4;
    case Kind::tls:
      return 5;
    case Kind::protocol:
      return 6;
    case Kind::local:
      return 7;
  }
  return 7;
}

}  // namespace sparekey::cli
