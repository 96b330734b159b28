// SPDX-License-Identifier: Apache-2.0
#include "recovery_scene.hpp"

#include <stdio.h>

#include <regex>
#include <sstream>
#include <stdexcept>

#include "support/person.hpp"

namespace demo {
namespace {

using support::Arguments;
using support::EmulatorProcess;
using support::Person;

// Prints the lines of a terminal once they are complete. Those of --verbose stand at its end.
class Transcript {
 public:
  explicit Transcript(const Person& person) : person_(person) {}

  void show_news() {
    const std::string seen = person_.seen();
    const size_t end = seen.rfind('\n');
    if (end == std::string::npos || end < shown_) return;
    std::istringstream news(seen.substr(shown_, end + 1 - shown_));
    for (std::string line; std::getline(news, line);)
      if (!std::regex_match(line, timing_)) printf("    | %s\n", line.c_str());
    shown_ = end + 1;
    fflush(stdout);
  }

 private:
  const Person& person_;
  const std::regex timing_{"sparekey: [0-9]+ ms .*"};
  size_t shown_ = 0;
};

Traffic traffic_of(const std::string& seen) {
  const std::regex summary(
      "connections ([0-9]+), handshakes ([0-9]+), bytes sent ([0-9]+), bytes received ([0-9]+)");
  std::smatch found;
  if (!std::regex_search(seen, found, summary)) throw std::runtime_error("no summary was shown");
  return {std::stol(found[1]), std::stol(found[2]), std::stol(found[3]), std::stol(found[4])};
}

std::string command_line(const Arguments& options) {
  std::string line = "sparekey recover";
  for (const std::string& option : options) line += ' ' + option;
  return line;
}

}  // namespace

void narrate(const std::string& words) {
  printf("%s\n", words.c_str());
  fflush(stdout);
}

Traffic play_recovery(const EmulatorProcess& emulator, const std::string& recipient,
                      const std::string& new_password, const Arguments& options) {
  Arguments arguments = {SPAREKEY_COMMAND, "--verbose", "recover"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  Person::Setup setup;
  setup.environment = {{"SPAREKEY_HOST", emulator.host()},
                       {"SPAREKEY_APP_ID", "demo-app"},
                       {"SPAREKEY_CA_FILE", emulator.ca_file()},
                       {"LANG", "C.UTF-8"}};
  const size_t sent_before = emulator.outbox().size();
  narrate("    $ " + command_line(options));
  Person person(arguments, setup);
  Transcript transcript(person);
  const termios before = person.settings_before();

  person.expect("E-mail or phone: ");
  person.type_line(recipient);
  person.expect("Passcode (");
  person.expect("): ");
  transcript.show_news();

  const std::string code = emulator.wait_for_code(sent_before + 1);
  const nlohmann::json message = emulator.outbox().back();
  narrate("    @ a message of " + message.at("time").get<std::string>() + " arrives, by " +
          message.at("channel").get<std::string>() + " to " + message.at("to").get<std::string>() +
          ": your code is " + code);
  person.type_line(code);

  person.expect("New password: ");
  person.type_line(new_password);
  person.expect("New password again: ");
  person.type_line(new_password);
  const int status = person.finish();
  transcript.show_news();
  if (status != 0) throw std::runtime_error("recover ended with " + std::to_string(status));
  if (person.bytes().find(new_password) != std::string::npos)
    throw std::runtime_error("the password was shown");
  if (!support::same_settings(before, person.settings()))
    throw std::runtime_error("the terminal was left changed");
  return traffic_of(person.seen());
}

}  // namespace demo
