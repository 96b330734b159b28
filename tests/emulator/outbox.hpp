// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_OUTBOX_HPP
#define SPAREKEY_EMULATOR_OUTBOX_HPP

#include <string>

#include "json_lines.hpp"
#include "recipient.hpp"

namespace emulator {

// outbox.jsonl: a line for each message "sent".
class Outbox {
 public:
  explicit Outbox(const std::string& path) : lines_(path) {}

  void send(const Recipient& recipient, const std::string& pass_code);

 private:
  JsonLines lines_;
};

}  // namespace emulator

#endif
