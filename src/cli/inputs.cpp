// SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.hpp"

#include <string.h>

#include "base/text.hpp"
#include "base/typed_text.hpp"
#include "cli/input_file.hpp"
#include "cli/terminal.hpp"
#include "sparekey/posix.hpp"

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

class SecretReader {
 public:
  SecretReader(const Settings& settings, Secrets* out) : settings_(settings), out_(*out) {}

  Trouble read() {
    constexpr Code kTooLarge = Code::buffer_too_small;
    const Code password_too_long =
        settings_.encryption == Encryption::rsa ? Code::password_too_long : kTooLarge;
    read_file(Option::access_token_file, settings_.access_token_file, kTooLarge,
              &out_.access_token);
    expect(is_field_value(out_.access_token.text()), Option::access_token_file, Word::want_ascii,
           settings_.access_token_file);
    read_file(Option::proxy_auth_file, settings_.proxy_auth_file, kTooLarge, &out_.proxy_auth);
    const Text credentials = out_.proxy_auth.text();
    expect(credentials.empty() || (contains(credentials, ':') && is_utf8(credentials)),
           Option::proxy_auth_file, Word::want_credentials, settings_.proxy_auth_file);
    read_file(Option::code_file, settings_.code_file, Code::unreadable_file, &out_.code);
    read_file(Option::token_file, settings_.token_file, kTooLarge, &out_.token);
    read_file(Option::password_file, settings_.password_file, password_too_long, &out_.password);
    read_code();
    return first_;
  }

 private:
  void read_file(Option option, const char* path, Code too_large, Buffer* out) {
    if (path == nullptr || first_.any()) return;
    if (strcmp(path, "-") == 0 && stdin_is_terminal()) {
      // The command asks for typed secrets without echo; nobody types these two.
      if (option == Option::access_token_file || option == Option::proxy_auth_file)
        first_ = bad_argument(name(option), Word::not_from_terminal);
      return;
    }
    first_ = read_secret(name(option), path, too_large, out);
    first_.file = path;
  }

  // What the library would refuse without knowing the file.
  void expect(bool usable, Option option, Word reason, const char* path) {
    if (usable || first_.any()) return;
    first_ = bad_argument(name(option), reason);
    first_.file = path;
  }

  void read_code() {
    if (first_.any()) return;
    const bool on_line = !settings_.code.empty();
    const Text given = on_line ? settings_.code : out_.code.text();
    const Text option = name(on_line ? Option::code : Option::code_file);
    if (given.empty()) return;  // it is asked for
    if (!can_be_typed(given)) {
      first_ = bad_argument(option, Word::untypeable);
    } else if (given.size() > out_.code.capacity) {
      first_ = bad_argument(option, Word::is_too_large);
    } else {
      size_t kept = 0;
      const bool good = clean_passcode(given, out_.code.bytes, &kept) && kept > 0;
      if (!good) first_ = bad_argument(option, Word::want_digits);
      if (on_line) out_.code.size = kept;
      out_.code.shorten(kept);
    }
    if (!on_line) first_.file = settings_.code_file;
    // Nor need it stay in the list of processes.
    if (on_line) wipe(const_cast<char*>(given.data()), given.size());
  }

  const Settings& settings_;
  Secrets& out_;
  Trouble first_;
};

Trouble read_anchors(const Settings& settings, Text* out) {
  const char* path = settings.ca_file != nullptr ? settings.ca_file : posix_ca_bundle();
  if (path == nullptr) return {Code::unreadable_file, settings.ca_file_from, Word::no_bundle};
  Buffer bytes{nullptr, 0};
  Trouble trouble = read_whole(settings.ca_file_from, path, &bytes);
  trouble.file = path;
  *out = bytes.text();
  return trouble;
}

Trouble read_crls(const Settings& settings, Crls* out) {
  if (settings.crl_file == nullptr) return {};
  Buffer bytes{nullptr, 0};
  Trouble trouble = read_whole(name(Option::crl_file), settings.crl_file, &bytes);
  trouble.file = settings.crl_file;
  if (!trouble.any()) *out = crls_from(reinterpret_cast<uint8_t*>(bytes.bytes), bytes.size);
  return trouble;
}

}  // namespace

Trouble read_inputs(const Settings& settings, Inputs* out) {
  Trouble trouble = needs_person(settings);
  if (!trouble.any()) trouble = SecretReader(settings, &out->secrets).read();
  if (!trouble.any()) trouble = read_anchors(settings, &out->anchors);
  if (!trouble.any()) trouble = read_crls(settings, &out->crls);
  return trouble;
}

}  // namespace sparekey::cli
