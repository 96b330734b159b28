// SPDX-License-Identifier: Apache-2.0
// The commands: one row each, in command.cpp.
#ifndef SPAREKEY_CLI_COMMAND_HPP
#define SPAREKEY_CLI_COMMAND_HPP

#include "cli/feature.hpp"
#include "settings/output.hpp"
#include "sparekey/types.hpp"
#include "words/help.hpp"

namespace sparekey::cli {

class JsonObject;
struct Outcome;
struct Session;

/// Where a success is told in words.
struct Report {
  UiLanguage language;
  Output& out;         ///< standard output: the answer
  Output& error;       ///< standard error: what else there is to say
  bool service_codes;  ///< whether statusCode, apiCode and requestId are told
};

struct Command {
  const char* name;
  HelpText about;
  unsigned features;
  /// Runs it over an open client; asks on the terminal for what is still missing.
  Outcome (&run)(Session& session);
  /// Tells a success to a person.
  void (&put_words)(const Outcome& outcome, const Report& report);
  /// Adds the member `data` to the object of --json, as the service defines it.
  void (&put_data)(const Outcome& outcome, JsonObject& object);

  bool has(unsigned feature) const { return (features & feature) != 0; }
  /// A recipient must be given: nobody is asked for one.
  bool requires_recipient() const { return has(feature::kRecipient) && !has(feature::kDialogue); }
};

struct Commands {
  const Command* first;
  size_t count;
  const Command* begin() const { return first; }
  const Command* end() const { return first + count; }
};
Commands commands();

/// Null if there is no such command.
const Command* find_command(const char* name);

}  // namespace sparekey::cli

#endif
