// SPDX-License-Identifier: Apache-2.0
// One recovery with something in its way, and a second one without: what must hold all along.
#ifndef SPAREKEY_SWEEP_ONE_CASE_HPP
#define SPAREKEY_SWEEP_ONE_CASE_HPP

#include <functional>

#include "faulty_port.hpp"
#include "scenario.hpp"
#include "support/device.hpp"
#include "support/secrets.hpp"

namespace sparekey::sweep {

struct Expected {
  Codes codes = 0;            // that a call may end in, but for `ok` or the server's verdict
  bool all_work = false;      // the fault is one that a client must put up with
  bool first_fails = false;   // the fault is there from the start, and stays
  bool clock_is_sane = true;  // the port's clock tells what time the calls took
};

class OneCase {
 public:
  OneCase(Stage& stage, Tally& tally);

  FaultyPort& port() { return port_; }
  // Called when the first request of all is about to be sent.
  std::function<void()> on_first_request;
  // `disarm` ends whatever fails.
  void run(const Expected& expected, const std::function<void()>& disarm);

 private:
  using Call = std::function<Result()>;

  // All steps of the scenario; how many calls failed.
  int recover();
  int recover_by_calls();
  // The call, and once more if that is advised.
  Result make(const char* path, const Call& call);
  Result make_once(const char* path, const Call& call);
  void judge(const char* path, const Result& result, size_t plain_before);
  void judge_arrivals(const char* path);
  void end();

  size_t arrived(const std::string& path) const;
  // How many bytes of a request for `path` have come since.
  size_t own_bytes(const std::string& path, size_t plain_before) const;
  std::string secret_in_block() const;
  void on_phase(Phase phase);

  Stage& stage_;
  Tally& tally_;
  test::World world_;
  FaultyPort port_;
  test::Device device_;
  Expected expected_;
  bool clean_ = false;   // nothing fails any more
  bool first_ = true;    // no call was made yet
  unsigned phases_ = 0;  // of this call
};

}  // namespace sparekey::sweep

#endif
