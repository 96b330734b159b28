// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_WRITER_HPP
#define SPAREKEY_BASE_WRITER_HPP

#include "sparekey/types.hpp"

namespace sparekey {

// Appends to a fixed buffer. The first write that does not fit sticks: it and all later ones write
// nothing, so a run of writes needs one check of ok() at its end.
class Writer {
 public:
  Writer(char* out, size_t capacity) : out_(out), capacity_(capacity) {}

  void put(char c);
  void put(Text text);
  void put_decimal(size_t number);

  // `size` bytes for the caller to fill in place, null if they do not fit.
  char* reserve(size_t size);

  void fail() { failed_ = true; }
  bool ok() const { return !failed_; }
  Text written() const { return {out_, size_}; }
  size_t size() const { return size_; }

 private:
  char* out_;
  size_t capacity_;
  size_t size_ = 0;
  bool failed_ = false;
};

}  // namespace sparekey

#endif
