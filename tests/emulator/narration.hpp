// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_NARRATION_HPP
#define SPAREKEY_EMULATOR_NARRATION_HPP

#include <string>

#include "config.hpp"
#include "options.hpp"
#include "recipient.hpp"

namespace emulator {

// What the emulator tells a person who started it at a terminal. Programs read its files instead.
class Narration {
 public:
  // Speaks on standard output if that is a terminal; otherwise says nothing.
  Narration();

  void ready(const Options& options, const Config& config, int port) const;
  void sent(const Recipient& recipient, const std::string& pass_code) const;

 private:
  const bool somebody_reads_;
};

}  // namespace emulator

#endif
