// SPDX-License-Identifier: Apache-2.0
// Linked into each test program that mutants are tried on. SPAREKEY_MUTANT says which one lives;
// without it the file SPAREKEY_REACHED gets a line for each test: its name, milliseconds, and the
// mutants it passed.
#include <gtest/gtest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

constexpr size_t kMutants = SPAREKEY_MUTANTS + 2;
int sparekey_mutant = -1;
extern "C" unsigned char sparekey_reached[kMutants];
unsigned char sparekey_reached[kMutants];

namespace {

// Before any other constructor: what runs there may be mutated too.
__attribute__((constructor(101))) void choose() {
  if (const char* chosen = getenv("SPAREKEY_MUTANT")) sparekey_mutant = atoi(chosen);
}

// Of the processor's time: a busy machine changes nothing.
long milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

class Recorder : public testing::EmptyTestEventListener {
  void OnTestStart(const testing::TestInfo&) override { began_ = milliseconds(); }

  // What a suite's own preparations pass counts for its first test.
  void OnTestEnd(const testing::TestInfo& test) override {
    FILE* file = fopen(getenv("SPAREKEY_REACHED"), "a");
    if (file == nullptr) abort();
    const bool passed = test.result()->Passed() && !test.result()->Skipped();
    fprintf(file, "%s.%s %ld %d", test.test_suite_name(), test.name(), milliseconds() - began_,
            passed ? 1 : 0);
    for (size_t k = 0; k < kMutants; ++k) {
      if (sparekey_reached[k] != 0) fprintf(file, " %zu", k);
    }
    fputc('\n', file);
    fclose(file);
    memset(sparekey_reached, 0, kMutants);
  }

  long began_ = 0;
};

const bool recording = [] {
  if (getenv("SPAREKEY_REACHED") == nullptr) return false;
  testing::UnitTest::GetInstance()->listeners().Append(new Recorder);
  return true;
}();

}  // namespace
