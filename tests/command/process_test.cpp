// SPDX-License-Identifier: Apache-2.0
// The command as a process: signals, streams that are closed or full, traces it must not leave.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "command.hpp"
#include "support/secrets.hpp"

namespace command_test {
namespace {

// A call that waits for its answer until the test is over.
const json kSilent = {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}};

int create(const std::string& path) {
  return open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

void wait_for(const std::string& text, const std::string& file) {
  const auto end = std::chrono::steady_clock::now() + support::kPatience;
  while (!contains(support::read_file(file), text)) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << support::read_file(file);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

class Process : public testing::TestWithParam<int> {};

TEST_P(Process, ASignalDuringACallIsCancelled) {
  const EmulatorProcess emulator(kSilent);
  const TempDir dir;
  support::Streams streams;
  streams.out = create(dir.file("out"));
  streams.error = create(dir.file("error"));
  support::Child child(sparekey(emulator, {"--json", "--verbose", "send-code", "--email", kEmail,
                                           "--timeout", "500"}),
                       {}, streams);
  wait_for("waiting", dir.file("error"));
  child.signal(GetParam());
  EXPECT_EQ(child.wait(), 1);
  const json error = json::parse(support::read_file(dir.file("out")))["error"];
  EXPECT_EQ(error["code"], "cancelled");
  EXPECT_EQ(error["kind"], "local");
  EXPECT_EQ(error["delivery"], "unknown");
  EXPECT_EQ(error["advice"], "none");
  close(streams.out);
  close(streams.error);
}

INSTANTIATE_TEST_SUITE_P(Signals, Process, testing::Values(SIGINT, SIGTERM, SIGHUP, SIGQUIT));

TEST(Process, ShowsNoSecretInItsArguments) {
  const EmulatorProcess emulator(
      config({{"faults", {{{"path", "/api/v3/reset-password"}, {"delayMs", 600'000}}}}}));
  const TempDir dir;
  support::Streams streams;
  streams.error = create(dir.file("error"));
  support::Child child(
      sparekey(emulator, {"--verbose", "reset", "--token-file", dir.write("token", "some-token"),
                          "--password-file", dir.write("password", kNewPassword)}),
      {}, streams);
  wait_for("waiting", dir.file("error"));
  const std::string proc = "/proc/" + std::to_string(child.id());
  const std::string visible =
      support::read_file(proc + "/cmdline") + support::read_file(proc + "/environ");
  EXPECT_FALSE(contains(visible, "some-token"));
  EXPECT_FALSE(contains(visible, kNewPassword));
  child.signal(SIGTERM);
  EXPECT_EQ(child.wait(), 1);
  const std::string said = support::read_file(dir.file("error"));
  EXPECT_FALSE(contains(said, "some-token"));
  EXPECT_FALSE(contains(said, kNewPassword));
  close(streams.error);
}

TEST(Process, ATokenThatCannotBeWrittenIsNoSuccess) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  const TempDir dir;
  support::Streams streams;
  streams.out = open("/dev/full", O_WRONLY | O_CLOEXEC);
  streams.error = create(dir.file("error"));
  support::Child child(sparekey(emulator, {"verify", "--email", kEmail, "--code", code}), {},
                       streams);
  EXPECT_EQ(child.wait(), 7);
  EXPECT_TRUE(contains(support::read_file(dir.file("error")), "standard output"));
  close(streams.out);
  close(streams.error);
}

TEST(Process, AReaderThatWentAwayDoesNotKillIt) {
  const EmulatorProcess emulator;
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  close(ends[0]);
  support::Streams streams;
  streams.out = ends[1];
  support::Child child(sparekey(emulator, {"system"}), {}, streams);
  EXPECT_EQ(child.wait(), 7);
  close(ends[1]);
}

TEST(Process, AFileThatMayNotGrowDoesNotKillIt) {
  const TempDir dir;
  const Finished finished = support::run(
      {"/bin/sh", "-c", "ulimit -f 0; exec '" SPAREKEY_COMMAND "' --help > " + dir.file("out")});
  EXPECT_EQ(finished.status, 7);  // standard error is a file as well, so it cannot say why
}

TEST(Process, AHangUpDuringACallIsGivingUp) {
  const EmulatorProcess emulator(kSilent);
  for (const Arguments& mode : {Arguments{}, Arguments{"--json"}, Arguments{"--verbose"}}) {
    Arguments arguments = {"recover", "--email", kEmail, "--timeout", "500"};
    arguments.insert(arguments.end(), mode.begin(), mode.end());
    Person person(sparekey(emulator, arguments));
    person.expect("waiting");
    EXPECT_EQ(person.hang_up(), 1);
  }
}

TEST(Process, ClosedStreamsAreNotTakenForConnections) {
  const EmulatorProcess emulator;
  std::string line;
  for (const std::string& word : sparekey(emulator, {"--verbose", "system"}))
    line += '\'' + word + "' ";
  const Finished finished = support::run({"/bin/sh", "-c", line + "<&- >&- 2>&-; echo status $?"});
  // The call worked, but there was nowhere to say what it brought.
  EXPECT_EQ(finished.out, "status 7\n");
  EXPECT_EQ(emulator.requests().size(), 1U);
}

// The secrets of a whole recovery appear in no output but those the contract names, and in no log
// of the service's.
TEST(Process, SecretsStandInNoOutput) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  const TempDir dir;
  const Finished verified =
      support::run(sparekey(emulator, {"verify", "--email", kEmail, "--verbose", "--code-file",
                                       dir.write("code", code)}));
  const std::string token = verified.out.substr(0, verified.out.size() - 1);
  const support::Secrets secrets{{"passcode", code}, {"token", token}, {"password", kNewPassword}};
  EXPECT_EQ(secrets.found_in(verified.out), "token in plain at 0\n");
  EXPECT_EQ(secrets.found_in(verified.error), "");
  const std::string password = dir.write("password", kNewPassword);
  int status = 0;  // taken, then refused
  for (const char* encryption : {"none", "rsa"})
    for (const char* verbose : {"--verbose", "--json"}) {
      const Finished reset = support::run(
          sparekey(emulator, {verbose, "reset", "--token-file", dir.write("token", token),
                              "--password-file", password, "--encrypt", encryption}));
      EXPECT_EQ(reset.status, status);
      status = 3;
      EXPECT_EQ(secrets.found_in(reset.out), "");
      EXPECT_EQ(secrets.found_in(reset.error), "");
    }
  EXPECT_EQ(emulator.requests().size(), 8U);
  EXPECT_EQ(secrets.found_in(emulator.logs()), "");
}

}  // namespace
}  // namespace command_test
