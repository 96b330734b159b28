// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include "ask.hpp"
#include "input_file.hpp"
#include "recover.hpp"
#include "terminal.hpp"

namespace sparekey::cli {
namespace {

Trouble read_if_named(Option option, const char* path, Code too_large, Buffer* out) {
  if (path == nullptr) return {};
  if (strcmp(path, "-") == 0 && stdin_is_terminal()) {
    // Typed secrets are asked for without echo, by run_command; nobody types these two.
    if (option != Option::access_token_file && option != Option::proxy_auth_file) return {};
    return {Code::bad_argument, name(option), Word::not_from_terminal};
  }
  return read_secret(name(option), path, too_large, out);
}

Outcome send_code(Session& session) {
  Outcome outcome;
  outcome.result = session.client.send_code(session.settings.recipient);
  return outcome;
}

Outcome check_code(Session& session, Text code) {
  Outcome outcome;
  outcome.result = session.client.check_code(session.settings.recipient, code, &outcome.check);
  // A wrong code is told in `data` of a good envelope, or by a refusal without data.
  outcome.has_check =
      outcome.result.code == Code::passcode_rejected && outcome.result.status_code == 200;
  return outcome;
}

Outcome verify(Session& session, Text code) {
  Outcome outcome;
  outcome.result = session.client.verify(session.settings.recipient, code, &outcome.verify);
  return outcome;
}

Outcome with_code(Session& session, Outcome (*call)(Session&, Text)) {
  Buffer& typed = session.secrets.code;
  if (!session.settings.code.empty()) return call(session, session.settings.code);
  if (typed.size == 0) {
    const QuietTerminal quiet;
    const Code asked = ask_code(session);
    if (asked != Code::ok) return Outcome::of({asked, {}, Word::none});
  }
  return call(session, typed.text());
}

Outcome reset(Session& session) {
  Secrets& secrets = session.secrets;
  if (secrets.token.size == 0 || secrets.password.size == 0) {
    const QuietTerminal quiet;
    Code asked = Code::ok;
    if (secrets.token.size == 0)
      asked = ask(session, Word::token_prompt, Echo::off, &secrets.token);
    if (asked == Code::ok && secrets.password.size == 0) asked = ask_new_password(session);
    if (asked != Code::ok) return Outcome::of({asked, {}, Word::none});
  }
  ResetRequest request;
  request.password_reset_token = secrets.token.text();
  request.password = secrets.password.text();
  request.encryption = session.settings.encryption;
  request.sm2_format = session.settings.sm2_format;
  Outcome outcome;
  outcome.result = session.client.reset(request);
  return outcome;
}

Outcome system(Session& session) {
  Outcome outcome;
  outcome.result = session.client.system(&outcome.system);
  return outcome;
}

// What cannot be asked for has to be given.
Trouble needs_person(const Settings& settings) {
  if (stdin_is_terminal()) return {};
  const bool reads_code =
      settings.command == Command::check_code || settings.command == Command::verify;
  if (settings.command == Command::recover) return {Code::bad_argument, {}, Word::needs_terminal};
  if (reads_code && settings.code.empty() && settings.code_file == nullptr)
    return {Code::bad_argument, name(Option::code), Word::code_is_needed};
  if (settings.command == Command::reset && settings.password_file == nullptr)
    return {Code::bad_argument, name(Option::password_file), Word::password_is_needed};
  return {};
}

}  // namespace

Trouble read_inputs(const Settings& settings, Secrets* secrets) {
  if (Trouble trouble = needs_person(settings); trouble.any()) return trouble;
  constexpr Code kTooLarge = Code::buffer_too_small;
  const Code too_long =
      settings.encryption == Encryption::rsa ? Code::password_too_long : kTooLarge;
  Trouble trouble = read_if_named(Option::access_token_file, settings.access_token_file, kTooLarge,
                                  &secrets->access_token);
  if (!trouble.any())
    trouble = read_if_named(Option::proxy_auth_file, settings.proxy_auth_file, kTooLarge,
                            &secrets->proxy_auth);
  if (!trouble.any())
    trouble =
        read_if_named(Option::code_file, settings.code_file, Code::unreadable_file, &secrets->code);
  if (!trouble.any())
    trouble = read_if_named(Option::token_file, settings.token_file, kTooLarge, &secrets->token);
  if (!trouble.any())
    trouble =
        read_if_named(Option::password_file, settings.password_file, too_long, &secrets->password);
  if (!trouble.any() && !all_digits(secrets->code.text()))
    trouble = {Code::bad_argument, name(Option::code_file), Word::want_digits};
  return trouble;
}

Outcome run_command(Session& session) {
  switch (session.settings.command) {
    case Command::recover:
      return recover(session);
    case Command::send_code:
      return send_code(session);
    case Command::check_code:
      return with_code(session, check_code);
    case Command::verify:
      return with_code(session, verify);
    case Command::reset:
      return reset(session);
    case Command::system:
      return system(session);
    case Command::none:
      break;
  }
  return Outcome::of({Code::bad_argument, {}, Word::no_command});
}

}  // namespace sparekey::cli
