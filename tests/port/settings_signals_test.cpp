// SPDX-License-Identifier: Apache-2.0
// What both programs write and hear of signals, on a system that fails, and how they shut
// themselves off.
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <string>

#include "settings/input_file.hpp"
#include "settings/interrupt.hpp"
#include "settings/output.hpp"
#include "settings/process.hpp"
#include "system_calls.hpp"

namespace sparekey::test {
namespace {

class SettingsSignals : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(watch_signals()); }
  void SetUp() override { reset_system_calls(); }
  void TearDown() override {
    forget_interrupt();
    EXPECT_FALSE(interrupted());
    EXPECT_FALSE(is_readable());
  }

  static bool is_readable() {
    pollfd handle = {interrupt_handle(), POLLIN, 0};
    return poll(&handle, 1, 0) == 1;
  }
};

TEST_F(SettingsSignals, OneThatComesWhileAnotherIsForgottenIsHeard) {
  raise(SIGINT);
  system_calls().before["read"] = [] { raise(SIGINT); };
  forget_interrupt();
  EXPECT_TRUE(interrupted());
  EXPECT_TRUE(is_readable());
}

TEST_F(SettingsSignals, OneThatComesWhileAFileIsOpenedEndsThat) {
  system_calls().before["open"] = [] { raise(SIGINT); };
  char bytes[8];
  Buffer out{bytes, sizeof bytes};
  EXPECT_EQ(read_secret("--code-file", "/dev/null", Code::bad_argument, &out).code,
            Code::cancelled);
}

TEST_F(SettingsSignals, AreHeardWithoutAStackOfTheirOwn) {
  system_calls().failures["sigaltstack"] = {ENOMEM};
  ASSERT_TRUE(watch_signals());
  struct sigaction action = {};
  ASSERT_EQ(sigaction(SIGINT, nullptr, &action), 0);
  EXPECT_EQ(action.sa_flags & SA_ONSTACK, 0);
  raise(SIGINT);
  EXPECT_TRUE(interrupted());
}

// Whatever stands in for the terminal, with both its ends.
class StandardInput {
 public:
  StandardInput() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    EXPECT_EQ(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    writer_ = ends[1];
  }
  void hang_up() const { close(writer_); }

 private:
  int writer_;
};

// Ends this process, as what is watched stays so: with the number of the first step that goes
// wrong.
[[noreturn]] void watch_and_exit() {
  const StandardInput unwatched;
  system_calls().failures["epoll_ctl"] = {EPERM};
  watch_terminal();
  unwatched.hang_up();
  if (interrupted_for_good()) _exit(1);

  const StandardInput terminal;
  watch_terminal();
  watch_terminal();
  if (system_calls().made["epoll_ctl"] != 2) _exit(2);
  if (interrupted_for_good()) _exit(3);
  terminal.hang_up();
  _exit(interrupted_for_good() ? 0 : 4);
}

TEST_F(SettingsSignals, ATerminalIsWatchedOnceAndIfItCanBe) {
  EXPECT_EXIT(watch_and_exit(), testing::ExitedWithCode(0), "");
}

class SettingsOutput : public SettingsSignals {
 protected:
  void SetUp() override {
    SettingsSignals::SetUp();
    ASSERT_EQ(pipe2(ends_, O_CLOEXEC), 0);
  }
  void TearDown() override {
    for (const int end : ends_) close(end);
    SettingsSignals::TearDown();
  }

  // Whether all of it was said; if so, it has arrived.
  bool say() {
    Output out(ends_[1]);
    out.put("said");
    out.flush();
    if (out.failed()) return false;
    char got[8];
    EXPECT_EQ(std::string(got, static_cast<size_t>(read(ends_[0], got, sizeof got))), "said");
    return true;
  }

  int ends_[2];
};

TEST_F(SettingsOutput, GoesOnBehindWhatIsNoFault) {
  system_calls().failures["poll"] = {EINTR};
  system_calls().failures["write"] = {EINTR, EAGAIN};
  EXPECT_TRUE(say());
  EXPECT_EQ(system_calls().made["write"], 3);
}

TEST_F(SettingsOutput, EndsWithAFault) {
  system_calls().failures["poll"] = {ENOMEM};
  EXPECT_FALSE(say());
  system_calls().failures["write"] = {ENOSPC};
  EXPECT_FALSE(say());
}

TEST_F(SettingsOutput, EndsWithAnInterrupt) {
  system_calls().before["write"] = [] { raise(SIGINT); };
  system_calls().failures["write"] = {0, EINTR};  // the first is the signal handler's
  EXPECT_FALSE(say());
  EXPECT_EQ(system_calls().made["write"], 2);
}

// Ends this process: how many times it locked all of its memory.
[[noreturn]] void prepare_and_exit() {
  system_calls().failures["mlockall"] = {ENOMEM};  // not in a test
  prepare_process();
  _exit(system_calls().made["mlockall"]);
}

TEST_F(SettingsSignals, MemoryIsLockedWholeIfNothingLimitsIt) {
  const auto locked = testing::ExitedWithCode(1);
  const auto not_locked = testing::ExitedWithCode(0);
  system_calls().failures["capget"] = {EPERM};
  system_calls().most_locked = RLIM_INFINITY;
  EXPECT_EXIT(prepare_and_exit(), locked, "");
  system_calls().failures["prlimit"] = {0, EPERM};  // the first is about core files
  EXPECT_EXIT(prepare_and_exit(), not_locked, "");
  system_calls().failures["prlimit"] = {};
  system_calls().most_locked = 65536;
  EXPECT_EXIT(prepare_and_exit(), not_locked, "");
}

}  // namespace
}  // namespace sparekey::test
