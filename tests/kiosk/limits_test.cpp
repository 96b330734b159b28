// SPDX-License-Identifier: Apache-2.0
// A kiosk that the system refuses something: descriptors, memory, a place for its log.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

constexpr int kLoaderFails = 127;

// Starts it under a limit; whether it answered. What it said is in `said` if it did not.
bool serves(const EmulatorProcess& emulator, const std::string& limit, std::string* said) {
  const support::TempDir dir;
  const std::string port_file = dir.file("port");
  Arguments all = {"/usr/bin/prlimit", limit,         kiosk_program(), "--listen",
                   "127.0.0.1:0",      "--port-file", port_file};
  const Arguments service = service_of(emulator);
  all.insert(all.end(), service.begin(), service.end());
  const std::string error = dir.file("error");
  support::Streams streams;
  streams.error = open(error.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  // A sanitizer that looks for leaks wants descriptors of its own.
  support::Child child(all, {{"ASAN_OPTIONS", "detect_leaks=0"}}, streams);
  close(streams.error);
  const auto begun_or_over = [&] {
    return child.poll().has_value() || !support::read_file(port_file).empty();
  };
  support::wait_until(begun_or_over, "the kiosk");
  if (!child.poll()) {
    child.signal(SIGTERM);
    EXPECT_EQ(child.wait(), 0);
    return true;
  }
  *said = support::read_file(error);
  EXPECT_TRUE(child.wait() == 7 || child.wait() == 2 || child.wait() == kLoaderFails) << *said;
  return false;
}

TEST(Limits, ForWantOfDescriptorsItSaysSoAndDoesNotBegin) {
  const EmulatorProcess emulator;
  int failures = 0;
  std::string said;
  for (int count = 4; !serves(emulator, "--nofile=" + std::to_string(count), &said); ++count) {
    ASSERT_LT(count, 64);
    if (said.find("error while loading") != std::string::npos) continue;
    ++failures;
    EXPECT_EQ(said.find("sparekey-kiosk: "), 0U) << said;
    EXPECT_EQ(said.back(), '\n') << said;
  }
  EXPECT_GE(failures, 3);  // the signals', the listener's, the epoll's
}

TEST(Limits, ItServesThoughNobodyTakesItsLog) {
  const EmulatorProcess emulator;
  const support::TempDir dir;
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  close(ends[0]);
  for (const int error : {ends[1], open("/dev/full", O_WRONLY | O_CLOEXEC)}) {
    const std::string port_file = dir.write("port", "");
    Arguments all = {kiosk_program(), "--listen", "127.0.0.1:0", "--port-file", port_file};
    const Arguments service = service_of(emulator);
    all.insert(all.end(), service.begin(), service.end());
    support::Streams streams;
    streams.error = error;
    support::Child child(all, {}, streams);
    close(error);
    support::wait_until([&] { return !support::read_file(port_file).empty(); }, "the kiosk");
    std::string port = support::read_file(port_file);
    port.erase(port.find('\n'));
    for (int i = 0; i < 2; ++i) {
      Wire wire(port);
      wire.send(request("GET", "/health", {{"Host", "127.0.0.1:" + port}}));
      EXPECT_EQ(wire.answer().status, 200);
    }
    child.signal(SIGTERM);
    EXPECT_EQ(child.wait(), 0);
  }
}

TEST(Limits, HelpThatCannotBeWrittenIsNoSuccess) {
  for (const char* option : {"--help", "--version"}) {
    const support::Finished finished = support::run(
        {"/bin/sh", "-c", "exec '" + kiosk_program() + "' " + option + " > /dev/full"});
    EXPECT_EQ(finished.status, 7);
    EXPECT_EQ(finished.error.find("sparekey-kiosk: "), 0U) << finished.error;
  }
}

TEST(Limits, APortFileThatCannotBeReplacedIsSaid) {
  const EmulatorProcess emulator;
  const support::TempDir dir;
  ASSERT_EQ(mkdir(dir.file("port").c_str(), 0700), 0);
  ASSERT_EQ(mkdir(dir.file("port/in-the-way").c_str(), 0700), 0);
  for (const std::string& file : {dir.file("port"), dir.path() + "/" + std::string(5000, 'x')}) {
    Arguments all = {kiosk_program(), "--listen", "127.0.0.1:0", "--port-file", file};
    const Arguments service = service_of(emulator);
    all.insert(all.end(), service.begin(), service.end());
    const support::Finished finished = support::run(all);
    EXPECT_EQ(finished.status, 7);
    EXPECT_NE(finished.error.find("--port-file"), std::string::npos) << finished.error;
  }
  EXPECT_NE(access(dir.file("port.new").c_str(), F_OK), 0) << "what it wrote is taken away";
}

// Without a file to tell it, somebody chose the port.
TEST(Limits, APortThatWasChosenNeedsNoFile) {
  const EmulatorProcess emulator;
  const sparekey::test::ReservedPort reserved;
  const std::string port = std::to_string(reserved.number());
  Arguments all = {kiosk_program(), "--listen", "127.0.0.1:" + port};
  const Arguments service = service_of(emulator);
  all.insert(all.end(), service.begin(), service.end());
  support::Child child(all, {}, {});
  const auto listens = [&] {
    return child.poll() || sparekey::test::accepts_connections(reserved.number());
  };
  support::wait_until(listens, "the kiosk");
  Wire wire(port);
  wire.send(request("GET", "/health", {{"Host", "127.0.0.1:" + port}}));
  EXPECT_EQ(wire.answer().status, 200);
  child.signal(SIGTERM);
  EXPECT_EQ(child.wait(), 0);
}

}  // namespace
}  // namespace kiosk_test
