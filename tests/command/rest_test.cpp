// SPDX-License-Identifier: Apache-2.0
// While it waits it takes no processor time, and it does not outlive its terminal. The time is that
// of the process, so that a busy machine changes nothing.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <thread>

#include "command.hpp"
#include "set_clocks.hpp"

namespace command_test {
namespace {

const json kSilentService = {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}};

// A clock that is looked at five times a second takes a hundredth of it. What is still under way at
// first, such as a handshake, ends.
void expect_rest(pid_t process) {
  const auto rests = [process] {
    const auto before = support::processor_time(process);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    return support::processor_time(process) - before <= std::chrono::milliseconds(50);
  };
  support::wait_until(rests, "a process to rest");
}

struct Place {
  std::string name;
  Arguments arguments;
  std::vector<std::pair<std::string, std::string>> way;  // what is shown, and typed then
};

void PrintTo(const Place& place, std::ostream* out) { *out << place.name; }

class Rest : public testing::TestWithParam<Place> {
 protected:
  Arguments command() const { return sparekey(emulator_, GetParam().arguments); }
  static void go(Person& person) {
    for (const auto& [shown, keys] : GetParam().way) {
      person.expect(shown);
      person.type(keys);
    }
  }
  const EmulatorProcess emulator_{kSilentService};
};

TEST_P(Rest, TakesNoTime) {
  Person person(command());
  go(person);
  expect_rest(person.id());
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
}

// Also if the caller had SIGHUP ignored, and nothing but the terminal itself tells.
TEST_P(Rest, EndsWithTheTerminal) {
  for (const bool told : {true, false}) {
    Person person(told ? command() : support::without_hang_up(command()));
    go(person);
    EXPECT_EQ(person.hang_up(), 1);
  }
}

constexpr const char* kFirst = "E-mail or phone: ";

INSTANTIATE_TEST_SUITE_P(
    At, Rest,
    testing::Values(
        Place{"APrompt", {"verify", "--email", kEmail}, {{"Passcode: ", ""}}},
        Place{"ACountdown", {"recover", "--phone", "18812345678"}, {{"Passcode (expires", ""}}},
        Place{"ACall", {"recover", "--email", kEmail, "--timeout", "500"}, {{"waiting", ""}}},
        Place{"AnIdlePrompt", {"recover", "--idle", "120"}, {{kFirst, ""}}},
        Place{"TheLoop",
              {"recover", "--loop"},
              {{kFirst, kControlD}, {kFirst, kControlC}, {kFirst, kControlD}, {kFirst, ""}}},
        Place{"TheIdleLoop",
              {"recover", "--loop", "--idle", "120"},
              {{kFirst, kControlD}, {kFirst, "half"}}},
        Place{"ACallOfTheLoop",
              {"recover", "--loop", "--email", kEmail, "--timeout", "500"},
              {{"Press Enter to begin: ", "\r"}, {"waiting", ""}}}),
    [](const auto& of) { return of.param.name; });

TEST(RestWithoutATerminal, TakesNoTimeBeforeItsInputEnds) {
  const EmulatorProcess emulator;
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  support::Streams streams;
  streams.in = ends[0];
  support::Child child(sparekey(emulator, {"verify", "--email", kEmail, "--code-file", "-"}), {},
                       streams);
  close(ends[0]);
  expect_rest(child.id());
  close(ends[1]);
  EXPECT_EQ(child.wait(), 2);
}

// With a clock that stands still, Esc is never decided.
TEST(RestUndecided, TakesNoTimeBehindAnEscapeCharacter) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (");
  person.type("x\x1b");
  person.expect("x");
  expect_rest(person.id());
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

int times_asleep(pid_t process) {
  const std::string status = support::read_file("/proc/" + std::to_string(process) + "/status");
  const std::string name = "\nvoluntary_ctxt_switches:";
  return std::stoi(status.substr(status.find(name) + name.size()));
}

// What the line does not take is given up for ^C, but the loop goes on.
TEST(RestOfTheLoop, ALineThatStandsStillIsNoWayOut) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--loop", "--email", kEmail}));
  person.expect("Press Enter to begin: ");
  expect_rest(person.id());
  const int before = times_asleep(person.id());
  person.hold_output(true);
  person.type(kControlC);
  support::wait_until([&] { return times_asleep(person.id()) > before; }, "^C to be heard");
  person.hold_output(false);
  person.expect("Press Enter to begin: ");
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
}

}  // namespace
}  // namespace command_test
