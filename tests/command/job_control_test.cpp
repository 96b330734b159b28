// SPDX-License-Identifier: Apache-2.0
// Stopped and continued: from elsewhere, and by a shell that takes the terminal away and gives it
// back.
#include <signal.h>

#include "command.hpp"

namespace command_test {
namespace {

using support::is_stopped;
using support::same_settings;

constexpr const char* kShell = "shell> ";
constexpr const char* kControlZ = "\x1a";

// bash at a terminal, and the command as its job.
class Shell {
 public:
  Shell() : person_({"/bin/bash", "--norc", "--noprofile", "--noediting", "-i"}, setup()) {
    person_.expect(kShell);
    before_ = person_.settings();
  }

  // Types "sh JOB", and `more` behind it.
  void start(const Arguments& arguments, const std::string& more = "") {
    std::string line = "echo $$ > " + dir_.file("id") + "\nexec";
    for (const std::string& argument : arguments) line += " '" + argument + '\'';
    person_.type_line("sh " + dir_.write("job", line + '\n') + more);
  }
  void type_line(const std::string& line) { person_.type_line(line); }
  Person& person() { return person_; }

  pid_t job() const {
    const std::string file = dir_.file("id");
    support::wait_until([&] { return contains(support::read_file(file), "\n"); }, "the job");
    return std::stoi(support::read_file(file));
  }
  void wait_for_stop() const {
    const pid_t id = job();
    support::wait_until([&] { return is_stopped(id); }, "the stop");
  }
  bool has_its_terminal() const { return same_settings(person_.settings(), before_); }

  void expect_status(int status) {
    person_.expect(kShell);
    person_.type_line("echo status=$?.");
    person_.expect("status=" + std::to_string(status) + '.');
    EXPECT_TRUE(has_its_terminal());
  }

 private:
  static Person::Setup setup() {
    Person::Setup setup;
    setup.environment = {{"PS1", kShell}, {"HISTFILE", "/dev/null"}};
    return setup;
  }
  const TempDir dir_;
  Person person_;
  termios before_{};
};

class JobControl : public testing::Test {
 protected:
  Arguments reset() const {
    return sparekey(emulator_, {"reset", "--token-file", dir_.write("token", "t")});
  }
  // At a prompt that is shown again.
  void give_password(Person& person) {
    person.type_line(kNewPassword);
    person.expect("New password again: ");
    person.type_line(kNewPassword);
  }
  void expect_one_password(const Person& person) {
    EXPECT_EQ(emulator_.requests().back()["body"]["password"],
              "<" + std::to_string(std::string(kNewPassword).size()) + " bytes>");
    EXPECT_FALSE(contains(person.bytes(), kNewPassword));
  }

  const EmulatorProcess emulator_;
  const TempDir dir_;
};

// Half an answer, and the bell that tells that it was read.
void type_half(Person& person) {
  person.type("half\x01");
  person.expect("\a");
}

TEST_F(JobControl, StoppedFromElsewhereItHidesAgain) {
  for (const int number : {SIGSTOP, SIGTSTP}) {
    Person person(reset());
    const termios before = person.settings_before();
    person.expect("New password: ");
    const termios quiet = person.settings();
    type_half(person);
    person.signal(number);
    // Nobody could continue it from SIGTSTP here: it is alone in its session, and goes on at once.
    if (number == SIGSTOP) {
      support::wait_until([&] { return is_stopped(person.id()); }, "the stop");
      person.set(before);  // as a shell does
      person.signal(SIGCONT);
    }
    person.expect("New password: ");
    EXPECT_TRUE(same_settings(person.settings(), quiet));
    give_password(person);
    EXPECT_EQ(person.finish(), 3) << person.bytes();
    expect_one_password(person);
    EXPECT_TRUE(same_settings(person.settings(), before));
  }
}

TEST_F(JobControl, ContinuedInTheBackgroundItWaitsForTheForeground) {
  Shell shell;
  Person& person = shell.person();
  shell.start(reset());
  person.expect("New password: ");
  const termios quiet = person.settings();
  EXPECT_FALSE(shell.has_its_terminal());
  type_half(person);

  kill(shell.job(), SIGTSTP);
  person.expect("Stopped");
  person.expect(kShell);
  EXPECT_TRUE(is_stopped(shell.job()));
  EXPECT_TRUE(shell.has_its_terminal());

  const size_t shown = person.bytes().size();
  for (int i = 0; i < 3; ++i) {
    shell.type_line("bg");
    person.expect(kShell);
    shell.wait_for_stop();
    EXPECT_TRUE(shell.has_its_terminal());
  }
  EXPECT_FALSE(contains(person.bytes().substr(shown), "New password"));

  shell.type_line("fg");
  person.expect("New password: ");
  EXPECT_TRUE(same_settings(person.settings(), quiet));
  give_password(person);
  shell.expect_status(3);
  expect_one_password(person);
}

TEST_F(JobControl, StartedInTheBackgroundItWaitsForTheForeground) {
  Shell shell;
  Person& person = shell.person();
  shell.start(reset(), " &");
  person.expect(kShell);
  shell.wait_for_stop();
  EXPECT_TRUE(shell.has_its_terminal());
  EXPECT_FALSE(contains(person.bytes(), "What you type")) << person.bytes();
  shell.type_line("fg");
  person.expect("New password: ");
  give_password(person);
  shell.expect_status(3);
  expect_one_password(person);
}

// The shell could continue it: here ^Z would stop it, if it meant anything.
TEST_F(JobControl, ControlZIsNoWayOut) {
  Shell shell;
  Person& person = shell.person();
  shell.start(reset());
  person.expect("New password: ");
  person.type(kControlZ);
  person.expect("\a");
  person.type("\x03");
  shell.expect_status(1);
}

TEST_F(JobControl, NoStopLeadsOutOfTheLoop) {
  Shell shell;
  Person& person = shell.person();
  shell.start(sparekey(emulator_, {"recover", "--loop"}));
  person.expect("E-mail or phone: ");
  kill(shell.job(), SIGTSTP);
  person.type(kControlZ);
  person.type("y");
  person.expect("y");
  kill(shell.job(), SIGTERM);
  shell.expect_status(1);
}

}  // namespace
}  // namespace command_test
