// SPDX-License-Identifier: Apache-2.0
// The front page's picture shows what the command shows. Each run draws it anew in the build
// folder; copy that to tests/command/recovery.svg when the dialogue has changed.
#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "command.hpp"
#include "set_clocks.hpp"
#include "support/screen.hpp"

namespace command_test {
namespace {

constexpr const char* kDrawn = "recovery.svg";  // in the folder the tests run in

std::string replaced(const std::string& text, const std::string& pattern, const std::string& by) {
  return std::regex_replace(text, std::regex(pattern), by);
}

// A screen, one line of text to a line of the file.
std::string drawn(const std::string& screen) {
  std::istringstream lines(screen);
  std::string rows;
  int y = 20;
  for (std::string line; std::getline(lines, line);) {
    y += 19;
    line = replaced(replaced(replaced(line, "&", "&amp;"), "<", "&lt;"), "^$", " ");
    const char* kind = line[0] == '$' ? "shell" : line[0] == '[' ? "step" : "said";
    rows += "<text x=\"18\" y=\"" + std::to_string(y) + "\" class=\"" + kind + "\">" + line +
            "</text>\n";
  }
  const std::string height = std::to_string(y + 22);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 " + height +
         "\" width=\"720\" height=\"" + height +
         "\" role=\"img\" aria-label=\"A terminal on which sparekey recover has changed a "
         "forgotten "
         "password\">\n"
         "<style>text{font:14px ui-monospace,\"DejaVu Sans Mono\",monospace;fill:#e6edf3;"
         "white-space:pre}.step{fill:#7ee787}.shell{fill:#9198a1}</style>\n"
         "<rect width=\"720\" height=\"" +
         height + "\" rx=\"10\" fill=\"#161b22\"/>\n" + rows + "</svg>\n";
}

// What differs from run to run: times and passcodes.
std::string without_chance(const std::string& text) {
  return replaced(support::without_times(text), "\\b[0-9]{6}\\b", "CODE");
}

TEST(Picture, ShowsWhatTheCommandShows) {
  const EmulatorProcess emulator(config({{"passCode", {{"tries", 2}}}}));
  Uptime uptime;
  Person::Setup setup;
  setup.environment = uptime.environment();
  setup.columns = 80;
  setup.rows = 24;
  Person person(sparekey(emulator, {"recover"}), setup);
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  const std::string code = emulator.wait_for_code();
  person.type_line(code == "271828" ? "314159" : "271828");
  person.expect("Try again");
  person.expect("Passcode (");
  person.type_line(code);
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);

  const std::string picture = drawn("$ sparekey recover\n" + person.seen());
  std::ofstream(kDrawn) << picture;
  std::ostringstream recorded;
  recorded << std::ifstream(SPAREKEY_SOURCE_DIR "/tests/command/recovery.svg").rdbuf();
  EXPECT_EQ(without_chance(recorded.str()), without_chance(picture)) << "drawn anew in " << kDrawn;
}

}  // namespace
}  // namespace command_test
