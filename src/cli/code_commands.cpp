// SPDX-License-Identifier: Apache-2.0
#include "cli/code_commands.hpp"

#include <unistd.h>

#include "cli/ask.hpp"
#include "cli/json_object.hpp"
#include "cli/report_words.hpp"

namespace sparekey::cli {
namespace {

// Asks for the passcode if neither the line nor a file gave one.
Code provide_code(Session& session) {
  if (session.secrets.code.size > 0) return Code::ok;
  return ask_code(session);
}

}  // namespace

Outcome send_code(Session& session) {
  Outcome outcome;
  outcome.result = session.client.send_code(session.settings.recipient.recipient());
  return outcome;
}

void put_code_sent(const Outcome&, const Report& report) {
  put_line(report.language, Word::code_sent, report.out);
}

void put_no_data(const Outcome&, JsonObject&) {}

Outcome check_code(Session& session) {
  if (const Code asked = provide_code(session); asked != Code::ok) return Outcome::of(asked);
  Outcome outcome;
  outcome.result = session.client.check_code(session.settings.recipient.recipient(),
                                             session.secrets.code.text(), &outcome.check);
  // A wrong code comes in the `data` of a good envelope, or as a refusal without data.
  outcome.refused_with_data =
      outcome.result.code == Code::passcode_rejected && outcome.result.status_code == 200;
  return outcome;
}

void put_code_right(const Outcome&, const Report& report) {
  put_line(report.language, Word::code_right, report.out);
}

void put_check_data(const Outcome& outcome, JsonObject& object) {
  JsonObject data(object, "data");
  data.boolean("isValid", outcome.check.is_valid);
  data.string_if_any("message", outcome.check.message);
}

Outcome verify(Session& session) {
  if (const Code asked = provide_code(session); asked != Code::ok) return Outcome::of(asked);
  Outcome outcome;
  outcome.result = session.client.verify(session.settings.recipient.recipient(),
                                         session.secrets.code.text(), &outcome.verify);
  return outcome;
}

// The token alone on its line, ready for --token-file; as it is, except on a terminal.
void put_token(const Outcome& outcome, const Report& report) {
  const VerifyAnswer& answer = outcome.verify;
  if (isatty(report.out.descriptor()) == 1) {
    put_printable(answer.password_reset_token, report.out);
  } else {
    report.out.put(answer.password_reset_token);
  }
  report.out.put('\n');
  if (answer.token_expires_in_s < 0) return;
  report.error.put(say(report.language, Word::token_lifetime));
  put_seconds(report.language, answer.token_expires_in_s, report.error);
  put_line(report.language, Word::full_stop, report.error);
}

void put_token_data(const Outcome& outcome, JsonObject& object) {
  JsonObject data(object, "data");
  data.string("passwordResetToken", outcome.verify.password_reset_token);
  if (outcome.verify.token_expires_in_s >= 0)
    data.number("tokenExpiresIn", outcome.verify.token_expires_in_s);
}

}  // namespace sparekey::cli
