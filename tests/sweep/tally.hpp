// SPDX-License-Identifier: Apache-2.0
// What a sweep has done, counted as it does it: cases, faults that struck, promises asked about.
#ifndef SPAREKEY_SWEEP_TALLY_HPP
#define SPAREKEY_SWEEP_TALLY_HPP

#include <cstdint>
#include <map>
#include <string>

namespace sparekey::sweep {

class Tally {
 public:
  Tally();

  // Names the case under way, for whatever goes wrong in it, a crash included.
  void begin(const std::string& part, const std::string& scenario, const std::string& what);
  // The fault of this case has struck: `where` is the function it came out of.
  void struck(const std::string& where);
  // Something that must hold in this case. `seen` tells what is there instead.
  void promise(const char* name, bool held, const std::string& seen = "");
  void skip(const std::string& scenario, const std::string& why);
  // Gives the case up, and the program: it would never end.
  [[noreturn]] void hang(const std::string& seen);

  bool broken() const { return broken_ > 0; }
  // More would tell nobody more.
  bool may_stop() const { return broken_ >= kMostTold; }
  // Prints all figures.
  void print() const;

 private:
  static constexpr uint64_t kMostTold = 20;

  struct Count {
    uint64_t cases = 0;
    uint64_t struck = 0;
  };
  std::string name_;
  std::string row_;
  std::map<std::string, Count> scenarios_;
  std::map<std::string, uint64_t> functions_;
  std::map<std::string, uint64_t> promises_;
  std::map<std::string, uint64_t> broken_promises_;
  uint64_t broken_ = 0;
};

}  // namespace sparekey::sweep

#endif
