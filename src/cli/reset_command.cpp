// SPDX-License-Identifier: Apache-2.0
#include "cli/reset_command.hpp"

#include "cli/ask.hpp"
#include "cli/json_object.hpp"
#include "cli/report_words.hpp"

namespace sparekey::cli {
namespace {

// Asks for what no file gave: with `--token-file -` on a terminal, the token too.
Code provide_secrets(Session& session) {
  Secrets& secrets = session.secrets;
  if (secrets.token.size > 0 && secrets.password.size > 0) return Code::ok;
  if (secrets.token.size == 0) {
    const Code asked = ask(session, Word::token_prompt, Typed::unseen, &secrets.token);
    if (asked != Code::ok) return asked;
  }
  return secrets.password.size > 0 ? Code::ok : ask_new_password(session);
}

}  // namespace

Outcome reset(Session& session) {
  if (const Code asked = provide_secrets(session); asked != Code::ok) return Outcome::of(asked);
  ResetRequest request;
  request.password_reset_token = session.secrets.token.text();
  request.password = session.secrets.password.text();
  request.encryption = session.settings.encryption;
  request.sm2_format = session.settings.sm2_format;
  Outcome outcome;
  outcome.result = session.client.reset(request);
  return outcome;
}

void put_password_changed(const Outcome&, const Report& report) {
  put_line(report.language, Word::password_changed, report.out);
}

void put_success_data(const Outcome&, JsonObject& object) {
  JsonObject data(object, "data");
  data.boolean("success", true);
}

}  // namespace sparekey::cli
