// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_UNIT_EXACT_BUFFER_HPP
#define SPAREKEY_TESTS_UNIT_EXACT_BUFFER_HPP

#include <stdlib.h>
#include <string.h>

#include <string>
#include <string_view>

#include "sparekey/types.hpp"

namespace sparekey::test {

// A heap block of exactly the size asked for, so that AddressSanitizer sees a step beyond it.
class ExactBuffer {
 public:
  explicit ExactBuffer(size_t size) : data_(static_cast<char*>(malloc(size))), size_(size) {}
  explicit ExactBuffer(std::string_view content) : ExactBuffer(content.size()) {
    if (size_ != 0) memcpy(data_, content.data(), size_);
  }
  ~ExactBuffer() { free(data_); }
  ExactBuffer(const ExactBuffer&) = delete;
  ExactBuffer& operator=(const ExactBuffer&) = delete;

  char* data() { return data_; }
  size_t size() const { return size_; }
  Text text() const { return {data_, size_}; }
  Bytes bytes() const { return {reinterpret_cast<const uint8_t*>(data_), size_}; }

 private:
  char* data_;
  size_t size_;
};

inline std::string str(Text text) {
  return text.empty() ? std::string() : std::string(text.data(), text.size());
}

}  // namespace sparekey::test

#endif
