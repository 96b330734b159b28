// SPDX-License-Identifier: Apache-2.0
#include "tally.hpp"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

// A sanitizer ends the program by itself. Null without one.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace sparekey::sweep {
namespace {

constexpr int kMostSecondsOfACase = 20;  // of the processor: a loaded machine does not matter

char g_case[256] = "before the first case";

void tell(const char* text) { (void)!write(STDERR_FILENO, text, strlen(text)); }

void tell_case() {
  tell("\nfault_sweep: it ended in this case: ");
  tell(g_case);
  tell("\n");
}

void on_signal(int number) {
  if (number == SIGPROF) tell("\nfault_sweep: a call that never ends");
  tell_case();
  signal(number, SIG_DFL);
  raise(number);
}

}  // namespace

Tally::Tally() {
  for (const int number : {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGPROF})
    signal(number, on_signal);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(tell_case);
}

void Tally::begin(const std::string& part, const std::string& scenario, const std::string& what) {
  row_ = part + ": " + scenario;
  name_ = row_ + ": " + what;
  snprintf(g_case, sizeof g_case, "%s", name_.c_str());
  ++scenarios_[row_].cases;
  itimerval limit = {};
  limit.it_value.tv_sec = kMostSecondsOfACase;
  setitimer(ITIMER_PROF, &limit, nullptr);
}

void Tally::struck(const std::string& where) {
  ++scenarios_[row_].struck;
  ++functions_[where];
}

void Tally::promise(const char* name, bool held, const std::string& seen) {
  ++promises_[name];
  if (held) return;
  ++broken_promises_[name];
  if (++broken_ <= kMostTold)
    fprintf(stderr, "BROKEN: %s\n  in %s\n  %s\n", name, name_.c_str(), seen.c_str());
}

void Tally::skip(const std::string& scenario, const std::string& why) {
  printf("%s: left out, %s\n", scenario.c_str(), why.c_str());
}

void Tally::hang(const std::string& seen) {
  fprintf(stderr, "BROKEN: a call ends\n  in %s\n  %s\n", name_.c_str(), seen.c_str());
  _exit(1);
}

void Tally::print() const {
  Count all;
  uint64_t checks = 0;
  printf("\n%-46s %10s %10s\n", "scenario", "cases", "faults");
  for (const auto& [name, count] : scenarios_) {
    printf("%-46s %10llu %10llu\n", name.c_str(), static_cast<unsigned long long>(count.cases),
           static_cast<unsigned long long>(count.struck));
    all.cases += count.cases;
    all.struck += count.struck;
  }
  printf("\n%-57s %10s\n", "what failed", "faults");
  for (const auto& [name, count] : functions_)
    printf("%-57s %10llu\n", name.c_str(), static_cast<unsigned long long>(count));
  printf("\n%-57s %10s %10s\n", "promise", "checked", "broken");
  for (const auto& [name, count] : promises_) {
    const auto broken = broken_promises_.find(name);
    printf("%-57s %10llu %10llu\n", name.c_str(), static_cast<unsigned long long>(count),
           static_cast<unsigned long long>(broken == broken_promises_.end() ? 0 : broken->second));
    checks += count;
  }
  printf(
      "\nfault_sweep: %llu cases, %llu faults struck, %llu checks of %zu promises, %llu broken\n",
      static_cast<unsigned long long>(all.cases), static_cast<unsigned long long>(all.struck),
      static_cast<unsigned long long>(checks), promises_.size(),
      static_cast<unsigned long long>(broken_));
}

}  // namespace sparekey::sweep
