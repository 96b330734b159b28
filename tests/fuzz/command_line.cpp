// SPDX-License-Identifier: Apache-2.0
// What stands on the command line and in the environment, whatever that is: it is read or refused,
// the refusal is told in words and in JSON, and no value is ever repeated. Besides, `no_proxy`.
// Covers: src/settings/arguments.cpp src/settings/option.cpp src/settings/nearest.cpp
// src/settings/no_proxy.cpp src/settings/service_settings.cpp src/settings/seconds.cpp
// src/settings/language.cpp src/settings/trouble.cpp src/cli/command_line.cpp src/cli/settings.cpp
// src/cli/option.cpp
#include <getopt.h>

#include "cli/settings.hpp"
#include "fuzz.hpp"
#include "settings/no_proxy.hpp"
#include "told.hpp"

namespace sparekey::fuzz {
namespace {

constexpr const char* kVariables[] = {
    "SPAREKEY_HOST", "SPAREKEY_APP_ID", "SPAREKEY_CA_FILE", "SPAREKEY_PROXY", "LC_ALL",
    "https_proxy",   "HTTPS_PROXY",     "no_proxy",         "NO_PROXY",       "LANG"};

// Lines that begin with one of those and an equals sign are the environment's, others arguments.
std::vector<std::string> read_lines(const std::string& text) {
  for (const char* variable : kVariables) unsetenv(variable);
  std::vector<std::string> arguments = {"sparekey"};
  for (size_t at = 0; at <= text.size() && arguments.size() < 64;) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    bool is_variable = false;
    for (const char* variable : kVariables) {
      const std::string start = std::string(variable) + "=";
      if (line.compare(0, start.size(), start) != 0) continue;
      setenv(variable, line.c_str() + start.size(), 1);
      is_variable = true;
    }
    if (!is_variable && end > at - line.size() - 1) arguments.push_back(line.c_str());
  }
  return arguments;
}

// The name of an option, a command or a variable; of a value nothing is shown.
bool can_be_a_name(Text text) {
  for (const char c : text)
    if (!is_name_char(c) && c != '-') return false;
  return text.size() <= 40;
}

void check_arguments(const std::string& text) {
  const std::vector<std::string> arguments = read_lines(text);
  // In heap blocks of their own, as exec puts them side by side.
  std::vector<std::unique_ptr<ExactBuffer>> blocks;
  std::vector<char*> argv;
  for (const std::string& argument : arguments) {
    blocks.push_back(
        std::make_unique<ExactBuffer>(std::string_view(argument.c_str(), argument.size() + 1)));
    argv.push_back(blocks.back()->data());
  }
  argv.push_back(nullptr);
  optind = 0;  // getopt begins anew
  cli::CommandLine line;
  cli::Settings settings;
  Trouble trouble = cli::read_command_line(static_cast<int>(arguments.size()), argv.data(), &line);
  const Trouble of_settings = cli::read_settings(line, &settings);
  if (!trouble.any()) trouble = of_settings;
  if (!trouble.any()) {
    require(settings.pin_count <= kMaxRepeats, "as many pins as there is room for");
    require(settings.timeout_ms >= 1 && settings.timeout_ms <= 86'400'000, "a day at most");
    return;
  }
  // But for the name of a command that was nearly right.
  require(can_be_a_name(trouble.subject) || !trouble.nearest.empty(), "a name, never a value");
  require(can_be_a_name(trouble.nearest), "the nearest one is a name");
  const cli::Outcome outcome = cli::Outcome::of(trouble);
  const auto told = tell_in_json(line.command, outcome);
  require(told["error"]["kind"] == "usage", "the caller's mistake");
  tell_in_words(line.command, outcome, settings.ui_language == UiLanguage::chinese, settings.utf8,
                settings.verbose);
}

// The host, then a list; of what stands in a list, one entry decides.
void check_no_proxy(const std::string& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string host = text.substr(0, end);
  const std::string list = end < text.size() ? text.substr(end + 1) : "";
  const ExactBuffer exact_host(host);
  const ExactBuffer exact_list(list);
  const bool whole = is_in_no_proxy(exact_host.text(), exact_list.text());
  bool any = false;
  for (size_t at = 0; at <= list.size();) {
    const size_t stop = std::min(list.find_first_of(", \t", at), list.size());
    const ExactBuffer entry(list.substr(at, stop - at));
    any = any || is_in_no_proxy(exact_host.text(), entry.text());
    at = stop + 1;
  }
  require(whole == any, "a list is its entries");
  const bool all = is_in_no_proxy(exact_host.text(), "*");
  require(!whole || all, "what is named is among all hosts");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const bool is_list = input.ConsumeBool();
  const std::string text = input.ConsumeRemainingBytesAsString();
  if (is_list)
    fuzz::check_no_proxy(text);
  else
    fuzz::check_arguments(text);
  return 0;
}
