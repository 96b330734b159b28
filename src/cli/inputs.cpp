// SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.hpp"

#include "base/text.hpp"
#include "base/typed_text.hpp"

namespace sparekey::cli {
namespace {

// What nobody can be asked for must have been given.
Trouble needs_person(const Settings& settings) {
  if (stdin_is_terminal()) return {};
  const Command& command = *settings.command;
  if (command.has(feature::kDialogue)) return bad_argument({}, Word::needs_terminal);
  if (command.has(feature::kPasscode) && settings.code.empty() && settings.code_file == nullptr)
    return bad_argument(name(Option::code), Word::code_is_required);
  if (command.has(feature::kPassword) && settings.password_file == nullptr)
    return bad_argument(name(Option::password_file), Word::password_is_required);
  return {};
}

class InputReader {
 public:
  InputReader(const Settings& settings, Inputs* out) : settings_(settings), out_(*out) {}

  Trouble read() {
    constexpr Code kTooLarge = Code::buffer_too_small;
    const Code password_too_long =
        settings_.encryption == Encryption::rsa ? Code::password_too_long : kTooLarge;
    Secrets& secrets = out_.secrets;
    files_.read_service_secrets(settings_, &out_.service);
    files_.read_file(Option::code_file, settings_.code_file, Code::unreadable_file, &secrets.code);
    files_.read_file(Option::token_file, settings_.token_file, kTooLarge, &secrets.token);
    files_.read_file(Option::password_file, settings_.password_file, password_too_long,
                     &secrets.password);
    read_code();
    if (files_.first().any()) return files_.first();
    return read_trust(settings_, &out_.service);
  }

 private:
  void read_code() {
    Trouble& first = files_.first();
    if (first.any()) return;
    Buffer& code = out_.secrets.code;
    const bool on_line = !settings_.code.empty();
    const Text given = on_line ? settings_.code : code.text();
    const Text option = name(on_line ? Option::code : Option::code_file);
    if (given.empty()) return;  // it is asked for
    if (!can_be_typed(given)) {
      first = bad_argument(option, Word::untypeable);
    } else if (given.size() > code.capacity) {
      first = bad_argument(option, Word::is_too_large);
    } else {
      size_t kept = 0;
      const bool good = clean_passcode(given, code.bytes, &kept) && kept > 0;
      if (!good) first = bad_argument(option, Word::want_digits);
      if (on_line) code.size = kept;
      code.shorten(kept);
    }
    if (!on_line) first.file = settings_.code_file;
    // Nor need it stay in the list of processes.
    if (on_line) wipe(const_cast<char*>(given.data()), given.size());
  }

  const Settings& settings_;
  Inputs& out_;
  SecretReader files_;
};

}  // namespace

Trouble read_inputs(const Settings& settings, Inputs* out) {
  const Trouble trouble = needs_person(settings);
  return trouble.any() ? trouble : InputReader(settings, out).read();
}

}  // namespace sparekey::cli
