// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.hpp"

#include <string.h>

#include "settings/nearest.hpp"

namespace sparekey::cli {
namespace {

Text nearest_command(Text typed) {
  Nearest nearest(typed);
  for (const Command& command : commands()) nearest.offer(command.name);
  return nearest.name();
}

// Whether it looks like the name of a command, and not like a password in the wrong place.
bool looks_like_command(Text word) {
  constexpr size_t kLongest = 20;
  for (const char c : word)
    if (c != '-' && (c < 'a' || c > 'z')) return false;
  return word.size() <= kLongest && !word.empty() && word[0] != '-';
}

void take_unknown_command(ArgumentReader& reader, Text word) {
  if (!SPAREKEY_RECOVERY && equal(word, "recover"))
    // Not covered: in a build without the dialogue, which tests/package/options makes.
    return reader.complain(word, Word::is_not_built);
  const Text nearest = nearest_command(word);
  if (nearest.empty() && !looks_like_command(word))
    return reader.complain("", Word::no_such_command);
  reader.complain(word, Word::is_no_command, nearest);
}

void take_command(void* context, ArgumentReader& reader, const char* word) {
  CommandLine& line = *static_cast<CommandLine*>(context);
  const Command* found = find_command(word);
  // The word is not repeated to the person: it may be a password in the wrong place.
  if (line.command != nullptr) {
    reader.complain("", found == nullptr ? Word::extra_word : Word::two_commands);
  } else if (found != nullptr) {
    line.command = found;
  } else if (equal(word, name(Option::help).substr(2))) {
    line.set(Option::help, "");  // "help" and "help COMMAND"
  } else {
    take_unknown_command(reader, word);
  }
}

}  // namespace

Trouble read_command_line(int argc, char** argv, CommandLine* out) {
  // A script that forgets the value before --json still gets its object.
  const char* const json = row(Option::json).name;
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; ++i)
    if (strcmp(argv[i], json) == 0) out->set(Option::json, "");
  ArgumentReader reader(out);
  reader.read(argc, argv, take_command, out);
  // The word before a command is not one mistyped: nobody knows what it is.
  if (reader.first().reason == Word::is_no_command && out->command != nullptr)
    reader.first() = bad_argument("", Word::no_such_command);
  if (reader.first().any() || out->given(Option::help) || out->given(Option::version))
    return reader.first();
  if (out->command == nullptr) return bad_argument("", Word::no_command);
  reader.judge(out->command->features);
  return reader.first();
}

}  // namespace sparekey::cli
