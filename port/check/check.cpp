// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

#include <stdio.h>
#include <string.h>

#include "cases.hpp"

namespace sparekey::check {
namespace {

struct Case {
  const char* name;
  void (*check)(Probe& probe);
  bool needed_by_all_others;
};

constexpr Case kCases[] = {
    {"clock", check_clock, true},
    {"wall clock", check_wall_clock, false},
    {"randomness", check_random, false},
    {"wait", check_wait, false},
    {"echo", check_echo, true},
    {"wait wakes", check_wake, false},
    {"one byte", check_one_byte, false},
    {"kPortAgain", check_again, false},
    {"asked early", check_early, false},
    {"silence", check_silence, false},
    {"no answer", check_unanswered, false},
    {"refusal", check_refusal, false},
    {"two at once", check_two, false},
    {"FIN", check_fin, false},
    {"reset", check_reset, false},
    {"close", check_close, false},
    {"early close", check_close_while_connecting, false},
    {"close frees", check_close_frees, false},
    {"name", check_name, false},
    {"no such name", check_no_name, false},
    {"lookup left", check_lookup_given_up, false},
};

constexpr bool has_all(const Port& port) {
  return port.resolve_start != nullptr && port.resolve_result != nullptr &&
         port.resolve_wants != nullptr && port.resolve_end != nullptr &&
         port.connect_start != nullptr && port.connect_result != nullptr && port.send != nullptr &&
         port.receive != nullptr && port.close != nullptr && port.wait != nullptr &&
         port.monotonic_ms != nullptr && port.wall_clock_s != nullptr && port.random != nullptr;
}

void print(const Options& options, const char* verdict, const char* name, const char* words) {
  char line[200];
  (void)snprintf(line, sizeof line, "%-4s  %-12s  %s", verdict, name, words);
  if (options.print != nullptr) options.print(options.print_context, line);
}

}  // namespace

int run(const Port& port, const Options& options) {
  if (!has_all(port)) {
    print(options, "FAIL", "functions", "a function of the Port is null: all thirteen are needed");
    return 1;
  }
  int failures = 0;
  Probe probe(port, options);
  for (const Case& each : kCases) {
    if (options.only != nullptr && strcmp(options.only, each.name) != 0) continue;
    probe.begin_case();
    each.check(probe);
    probe.end_case();
    const char* const verdict = !probe.ok() ? "FAIL" : probe.was_skipped() ? "skip" : "ok";
    print(options, verdict, each.name, probe.words());
    if (probe.ok()) continue;
    ++failures;
    if (!each.needed_by_all_others) continue;
    print(options, "", "", "The rest needs this, and was not tried.");
    break;
  }
  return failures;
}

}  // namespace sparekey::check
