// SPDX-License-Identifier: Apache-2.0
// What the system refuses: descriptors, memory, files that are none.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.hpp"

namespace command_test {
namespace {

constexpr int kLoaderFails = 127;

Arguments limited(const std::string& limit, const Arguments& arguments) {
  Arguments all = {"/usr/bin/prlimit", limit};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

// One descriptor more each time, until it has enough.
TEST(Limits, ForWantOfDescriptorsNothingIsSentAndItIsSaid) {
  const EmulatorProcess emulator;
  int status = kLoaderFails;
  int failures = 0;
  for (int count = 4; status != 0; ++count) {
    SCOPED_TRACE(count);
    ASSERT_LT(count, 64);
    const Finished finished = support::run(
        limited("--nofile=" + std::to_string(count), sparekey(emulator, {"--json", "system"})));
    status = finished.status;
    if (status == 0 || status == kLoaderFails) continue;
    ++failures;
    const json error = json::parse(finished.out)["error"];
    EXPECT_EQ(error["delivery"], "not_sent") << error;
    EXPECT_NE(error["detail"], "") << error;
    EXPECT_TRUE(emulator.requests().empty());
  }
  EXPECT_GE(failures, 3);  // the pipe's and the epoll's, the file's, the socket's
  EXPECT_EQ(emulator.requests().size(), 1U);
}

class LimitsOfFiles : public testing::Test {
 protected:
  Arguments with_ca_file(const std::string& path) const {
    return sparekey(
        {"--json", "system", "--host", "localhost:9", "--app-id", "a", "--ca-file", path});
  }
  // A file of that many bytes, without taking their room.
  std::string sparse(off_t size) const {
    std::string path = dir_.write("sparse", "");
    EXPECT_EQ(truncate(path.c_str(), size), 0);
    return path;
  }
  static std::string detail_of(const Arguments& arguments, const std::string& code, int status) {
    return expect_failure(support::run(arguments), status, code, "not_sent", "check_input")
        .value("detail", "");
  }

  const TempDir dir_;
};

TEST_F(LimitsOfFiles, ACaFileOfMoreThan64MegabytesIsTooLarge) {
  EXPECT_TRUE(contains(detail_of(with_ca_file(sparse((64 << 20) + 1)), "unreadable_file", 2),
                       "--ca-file is too large"));
}

// There is nothing to wait for, and no end to go to.
TEST_F(LimitsOfFiles, ACaFileThatIsAPipeCannotBeRead) {
  const std::string fifo = dir_.file("fifo");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_TRUE(contains(detail_of(with_ca_file(fifo), "unreadable_file", 2), "cannot be read"));
}

TEST_F(LimitsOfFiles, LinksInACircleCannotBeRead) {
  const std::string link = dir_.file("link");
  ASSERT_EQ(symlink(link.c_str(), link.c_str()), 0);
  EXPECT_TRUE(contains(detail_of(with_ca_file(link), "unreadable_file", 2), "cannot be read"));
}

// ^C ends it as well where a secret is still to come.
TEST_F(LimitsOfFiles, ASignalEndsTheReadingOfASecret) {
  const std::string fifo = dir_.file("fifo");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const EmulatorProcess emulator;
  support::Child child(sparekey(emulator, {"verify", "--email", kEmail, "--code-file", fifo}), {},
                       {});
  const int writer = open(fifo.c_str(), O_WRONLY | O_CLOEXEC);  // waits until the command opens it
  // Nothing on its way to the read makes it sleep.
  const std::string stat = "/proc/" + std::to_string(child.id()) + "/stat";
  support::wait_until([&] { return contains(support::read_file(stat), ") S "); }, "a read");
  child.signal(SIGTERM);
  EXPECT_EQ(child.wait(), 1);
  close(writer);
  EXPECT_TRUE(emulator.requests().empty());
}

TEST_F(LimitsOfFiles, WhatNobodyTypesIsNotReadFromATerminal) {
  const EmulatorProcess emulator;
  for (const Arguments& option : {Arguments{"--access-token-file", "-"},
                                  Arguments{"--proxy", "localhost:9", "--proxy-auth-file", "-"}}) {
    Arguments arguments = sparekey(emulator, {"system"});
    arguments.insert(arguments.end(), option.begin(), option.end());
    Person person(arguments);
    person.expect(option[option.size() - 2] + " cannot be typed here; name a file.");
    EXPECT_EQ(person.finish(), 2);
  }
}

}  // namespace
}  // namespace command_test
