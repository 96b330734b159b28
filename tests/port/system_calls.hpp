// SPDX-License-Identifier: Apache-2.0
// System calls as the linker hands them to the test (--wrap): each is the real one, unless it was
// told to do otherwise.
#ifndef SPAREKEY_TESTS_PORT_SYSTEM_CALLS_HPP
#define SPAREKEY_TESTS_PORT_SYSTEM_CALLS_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

struct addrinfo;

namespace sparekey::test {

struct SystemCalls {
  // By name: with what errno the next calls fail, one after the other; 0 lets one through.
  // pthread_create and getaddrinfo return it.
  std::map<std::string, std::vector<int>> failures;
  std::map<std::string, int> made;  // calls of those that follow
  // What is done once, right before the next call of that name.
  std::map<std::string, std::function<void()>> before;
  size_t most_random = SIZE_MAX;  // bytes that one getrandom gives
  uint64_t most_locked = 0;       // what prlimit says of locked memory; 0: it asks the system
  int poll_timeout_ms = -1;       // of the last one
  std::vector<std::string>
      readable;                 // the only files that access() finds; empty: it asks the system
  bool access_is_told = false;  // `readable` counts even if it is empty
  std::function<addrinfo*()> found;  // what getaddrinfo finds; the test's own to free
};

// Whether the call is to fail, and with what errno; counts it.
bool fails(const char* name);

// Of the test that runs; each begins with a new one.
SystemCalls& system_calls();
void reset_system_calls();

}  // namespace sparekey::test

#endif
