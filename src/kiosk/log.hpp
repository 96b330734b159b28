// SPDX-License-Identifier: Apache-2.0
// One line on standard error for each request. What it says was chosen from our own words, or is
// printable ASCII of the path: no field, no cookie, no query can be in it.
#ifndef SPAREKEY_KIOSK_LOG_HPP
#define SPAREKEY_KIOSK_LOG_HPP

#include "sparekey/types.hpp"

namespace sparekey::kiosk {

/// What a line says of a request that is not answered yet.
class LogEntry {
 public:
  void begin(Text method, Text path, int64_t begun_ms);
  void write(unsigned status, int64_t now_ms) const;

 private:
  char method_[16];
  char path_[64];
  size_t method_size_ = 0;
  size_t path_size_ = 0;
  int64_t begun_ms_ = 0;
};

/// A line that is about no request. It is dropped if nobody takes it: nothing here may wait.
void write_line(Text line);

}  // namespace sparekey::kiosk

#endif
