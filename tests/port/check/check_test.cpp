// SPDX-License-Identifier: Apache-2.0
// port/check lets ports pass that keep the contract, and none that break it.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "broken_port.hpp"
#include "check.hpp"
#include "pipe/modem.hpp"
#include "posix_peer.hpp"
#include "sparekey/posix.hpp"

namespace {

using namespace sparekey;
using broken::Fault;

const uint32_t kLoopback = htonl(INADDR_LOOPBACK);

// Below the TCP ports that the system gives to clients. The first of those it got, or 0.
uint16_t begin_somewhere(check::Peer* peer) {
  const check::PeerStack stack = check::posix_peer_stack(&kLoopback);
  const auto place = static_cast<unsigned>(getpid());
  for (unsigned i = 0; i < 1300; ++i) {
    const auto first = static_cast<uint16_t>(20000 + (place + i) % 1300 * 9);
    if (peer->begin(stack, first)) return first;
  }
  ADD_FAILURE() << "no nine TCP ports in a row are free";
  return 0;
}

// The peer, in a thread.
class RunningPeer {
 public:
  RunningPeer() {
    first_ = begin_somewhere(&peer_);
    thread_ = std::thread([this] {
      while (!over_) {
        peer_.step();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    });
  }
  ~RunningPeer() {
    over_ = true;
    thread_.join();
    peer_.end();
  }

  check::Options options() const {
    check::Options options;
    options.peer.family = 4;
    memcpy(options.peer.bytes, &kLoopback, 4);
    options.first_tcp_port = first_;
    options.name = "localhost";
    return options;
  }

 private:
  uint16_t first_ = 0;
  check::Peer peer_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

class CheckTest : public testing::Test {
 protected:
  // Before the peer's thread: a process is forked.
  explicit CheckTest(int sockets = 2) {
    // A name that does not exist is asked for: not for half a minute if no name server answers.
    setenv("RES_OPTIONS", "timeout:1 attempts:1", 1);
    line_ = pipe_port::start_modem();
    pipe_.begin(pipe_port::line_over(line_), sockets);
    peer_ = std::make_unique<RunningPeer>();
  }
  ~CheckTest() override { close(line_); }

  int run(const Port& port, const char* only = nullptr) {
    check::Options options = peer_->options();
    options.only = only;
    options.print_context = &lines_;
    options.print = [](void* lines, const char* line) {
      static_cast<std::vector<std::string>*>(lines)->emplace_back(line);
    };
    return check::run(port, options);
  }

  std::string said() const {
    std::string all;
    for (const std::string& line : lines_) all += line + '\n';
    return all;
  }

  int line_;
  pipe_port::PipePort pipe_;
  std::unique_ptr<RunningPeer> peer_;
  std::vector<std::string> lines_;
};

class PortsThatKeepItTest : public CheckTest {};

TEST_F(PortsThatKeepItTest, Posix) {
  EXPECT_EQ(run(posix_port()), 0) << said();
  EXPECT_EQ(lines_.size(), 21u);
  for (const std::string& line : lines_) EXPECT_EQ(line.rfind("ok ", 0), 0u) << line;
}

TEST_F(PortsThatKeepItTest, Pipe) {
  EXPECT_EQ(run(pipe_.port()), 0) << said();
  EXPECT_EQ(lines_.size(), 21u);
  for (const std::string& line : lines_) EXPECT_EQ(line.rfind("ok ", 0), 0u) << line;
}

// The wrapper by itself breaks nothing.
TEST_F(PortsThatKeepItTest, PipeBehindAWrapper) {
  broken::BrokenPort port(pipe_.port(), Fault::none);
  EXPECT_EQ(run(port.port()), 0) << said();
}

class OneSocketModemTest : public CheckTest {
 protected:
  OneSocketModemTest() : CheckTest(1) {}
};

TEST_F(OneSocketModemTest, SaysNotNow) {
  EXPECT_EQ(run(pipe_.port()), 0) << said();
  EXPECT_NE(said().find("ok    two at once   \"not now\""), std::string::npos) << said();
}

// The peer in the same thread, as on a device that has no other: it gets its turns.
TEST_F(PortsThatKeepItTest, PosixWithThePeerInItsOwnThread) {
  static check::Peer peer;
  check::Options options = peer_->options();
  options.name = nullptr;
  options.first_tcp_port = begin_somewhere(&peer);
  options.step_peer = [](void*) { peer.step(); };
  options.print_context = &lines_;
  options.print = [](void* lines, const char* line) {
    static_cast<std::vector<std::string>*>(lines)->emplace_back(line);
  };
  EXPECT_EQ(check::run(posix_port(), options), 0) << said();
  EXPECT_EQ(std::count_if(lines_.begin(), lines_.end(),
                          [](const std::string& line) { return line.rfind("ok ", 0) == 0; }),
            18)
      << said();
  peer.end();
}

TEST_F(PortsThatKeepItTest, WithoutAFunctionNoneDoes) {
  Port port = posix_port();
  port.resolve_end = nullptr;
  EXPECT_EQ(run(port), 1);
}

struct Breach {
  Fault fault;
  const char* name;
  const char* found_by;  // the case
};

class BreachesTest : public CheckTest, public testing::WithParamInterface<Breach> {};

TEST_P(BreachesTest, IsFound) {
  const Port inner = pipe_.port();
  broken::BrokenPort sound(inner, Fault::none);
  EXPECT_EQ(run(sound.port(), GetParam().found_by), 0) << said();
  broken::BrokenPort port(inner, GetParam().fault);
  EXPECT_EQ(run(port.port(), GetParam().found_by), 1) << said();
  EXPECT_EQ(lines_.at(1).rfind("FAIL  " + std::string(GetParam().found_by), 0), 0u) << said();
}

constexpr Breach kBreaches[] = {
    {Fault::closed_before_data, "ClosedBeforeData", "FIN"},
    {Fault::closed_once, "ClosedOnce", "FIN"},
    {Fault::frees_at_fin, "FreesAtFin", "FIN"},
    {Fault::closed_for_reset, "ClosedForReset", "reset"},
    {Fault::loses_bytes, "LosesBytes", "echo"},
    {Fault::keeps_pointer, "KeepsPointer", "echo"},
    {Fault::writes_behind, "WritesBehind", "echo"},
    {Fault::doubles_bytes, "DoublesBytes", "kPortAgain"},
    {Fault::zero_for_again, "ZeroForAgain", "asked early"},
    {Fault::fails_early, "FailsEarly", "no answer"},
    {Fault::mixes_two, "MixesTwo", "two at once"},
    {Fault::never_closes, "NeverCloses", "close"},
    {Fault::drops_at_close, "DropsAtClose", "close"},
    {Fault::resets_others, "ResetsOthers", "early close"},
    {Fault::connects_always, "ConnectsAlways", "refusal"},
    {Fault::waits_for_answer, "WaitsForAnswer", "no answer"},
    {Fault::clock_runs_back, "ClockRunsBack", "clock"},
    {Fault::clock_stands, "ClockStands", "clock"},
    {Fault::clock_in_seconds, "ClockTooSlow", "wait wakes"},
    {Fault::wall_clock_in_ms, "WallClockInMs", "wall clock"},
    {Fault::constant_random, "ConstantRandom", "randomness"},
    {Fault::short_random, "ShortRandom", "randomness"},
    {Fault::repeated_random, "RepeatedRandom", "randomness"},
    {Fault::wait_spins, "WaitSpins", "wait"},
    {Fault::wait_too_long, "WaitTooLong", "wait"},
    {Fault::wait_fails_for_past, "WaitFailsForThePast", "wait"},
    {Fault::wait_spins, "WaitSpinsInSilence", "silence"},
    {Fault::wait_sleeps_through, "WaitSleepsThrough", "wait wakes"},
    {Fault::lookup_never_ends, "LookupNeverEnds", "name"},
    {Fault::lookup_overruns, "LookupOverruns", "name"},
    {Fault::lookup_keeps_name, "LookupKeepsName", "name"},
    {Fault::lookup_not_ended, "LookupNotEnded", "lookup left"},
    {Fault::never_closes, "NeverFrees", "close frees"},
};

INSTANTIATE_TEST_SUITE_P(, BreachesTest, testing::ValuesIn(kBreaches),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
