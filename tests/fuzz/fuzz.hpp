// SPDX-License-Identifier: Apache-2.0
// What the harnesses share. Each defines LLVMFuzzerTestOneInput, and says behind "Covers:" which
// sources it is to reach: tests/fuzz/coverage reads that.
#ifndef SPAREKEY_TESTS_FUZZ_FUZZ_HPP
#define SPAREKEY_TESTS_FUZZ_FUZZ_HPP

#include <fuzzer/FuzzedDataProvider.h>
#include <stdio.h>
#include <stdlib.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/exact_buffer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace sparekey::fuzz {

using test::ExactBuffer;
using test::str;

// The knobs of a harness are read from an input's end, so what stands before them, the bytes under
// test, can be read and edited as they are.
using Input = FuzzedDataProvider;

// A promise that is not kept is a crash like any other: libFuzzer saves the input.
inline void require(bool kept, const char* promise) {
  if (kept) return;
  fprintf(stderr, "promise broken: %s\n", promise);
  abort();
}

// Up to seven places to cut a text at.
class Cuts {
 public:
  explicit Cuts(Input& input) : count_(input.ConsumeIntegralInRange<size_t>(0, kMost)) {
    for (size_t i = 0; i < count_; ++i) at_[i] = input.ConsumeIntegral<uint16_t>();
  }

  std::vector<std::string_view> pieces_of(std::string_view text) const {
    std::vector<std::string_view> pieces;
    for (size_t i = 0; i < count_; ++i) {
      const size_t size = at_[i] % (text.size() + 1);
      pieces.push_back(text.substr(0, size));
      text.remove_prefix(size);
    }
    pieces.push_back(text);
    return pieces;
  }

 private:
  static constexpr size_t kMost = 7;
  size_t count_;
  uint16_t at_[kMost] = {};
};

inline bool lies_in(Text part, Text whole) {
  return part.empty() || (part.data() >= whole.begin() && part.end() <= whole.end());
}

}  // namespace sparekey::fuzz

#endif
