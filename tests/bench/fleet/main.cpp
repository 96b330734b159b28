// SPDX-License-Identifier: Apache-2.0
//   fleet_bench FILE [DEVICES...]   prints a table; writes the load over time into FILE
#include <stdio.h>
#include <stdlib.h>

#include <string>

#include "fleet.hpp"

namespace {

using namespace fleet;

constexpr int64_t kPerSecond = 300;
constexpr int64_t kHourMs = 3'600'000;

std::string grouped(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

// From the end of the outage: the most in any second, and the mean of the eleventh minute.
void print(const Scenario& scenario, const char* name, const Report& report) {
  const auto outage_s = static_cast<size_t>(scenario.service.outage_ms / 1000);
  uint64_t later = 0;
  for (size_t i = outage_s + 600; i < outage_s + 660 && i < report.load.size(); ++i)
    later += report.load[i];
  const size_t done = report.seconds_waited.size();
  std::string last = std::to_string((report.waited(100) + 59) / 60) + " min";
  if (done < scenario.devices)
    last = "after " + std::to_string(report.end_s / 3600) + " h " +
           grouped(scenario.devices - done) + " still wait";
  printf("| %s | %s | %s | %s | %s | %s | %s | %s |\n", grouped(scenario.devices).c_str(), name,
         grouped(report.peak_from(static_cast<int64_t>(outage_s))).c_str(),
         grouped(later / 60).c_str(), last.c_str(), grouped(report.messages).c_str(),
         grouped(report.codes_expired).c_str(), grouped(report.messages_twice).c_str());
  fflush(stdout);
}

// The mean of each half minute.
void write_load(FILE* file, const Scenario& scenario, const char* line, const Report& report) {
  constexpr size_t kSpan = 30;
  for (size_t from = 0; from + kSpan <= report.load.size(); from += kSpan) {
    uint64_t sum = 0;
    for (size_t i = from; i < from + kSpan; ++i) sum += report.load[i];
    fprintf(file, "%u\t%s\t%zu\t%g\n", scenario.devices, line, from + kSpan / 2,
            static_cast<double>(sum) / kSpan);
  }
}

void compare(FILE* file, uint32_t devices) {
  const auto once_ms = static_cast<uint32_t>(devices * int64_t{1000} / kPerSecond);
  const std::string advised = "`backoff_ms`, cap " + grouped(once_ms / 1000) + " s";
  const struct {
    const char* line;
    std::string name;
    Policy policy;
    int64_t retry_after_s;
    bool limits_sending_alone;
    int64_t hours;
  } kinds[] = {
      {"none", "none: again at once", every(0), 1, false, 3},
      {"fixed", "fixed: again after 5 s", every(5000), 1, false, 3},
      {"short", "`backoff_ms`, cap 60 s", backing_off(1000, 60'000), 1, false, 3},
      {"minute", advised + ", `Retry-After: 60`", backing_off(1000, once_ms), 60, false, 9},
      {"advised", advised, backing_off(1000, once_ms), 1, false, 9},
      {"sending", advised + ", and sending alone is limited", backing_off(1000, once_ms), 1, true,
       9},
  };
  for (const auto& kind : kinds) {
    Scenario scenario;
    scenario.devices = devices;
    scenario.policy = kind.policy;
    scenario.service.requests_per_second = kPerSecond;
    scenario.service.retry_after_s = kind.retry_after_s;
    scenario.service.limits_sending_alone = kind.limits_sending_alone;
    scenario.give_up_ms = kind.hours * kHourMs;
    const Report report = simulate(scenario);
    print(scenario, kind.name.c_str(), report);
    write_load(file, scenario, kind.line, report);
  }
}

}  // namespace

int main(int argc, char** argv) {
  FILE* file = argc > 1 ? fopen(argv[1], "we") : nullptr;
  if (file == nullptr) {
    fputs("usage: fleet_bench FILE [DEVICES...]\n", stderr);
    return 2;
  }
  puts(
      "| devices | before it asks again | most requests a second, after the outage | "
      "ten minutes later | the last person is done after | passcodes sent | "
      "of them, expired in the queue | sent twice |");
  puts("|---:|---|---:|---:|---:|---:|---:|---:|");
  if (argc == 2) {
    compare(file, 100'000);
    compare(file, 1'000'000);
  }
  for (int i = 2; i < argc; ++i)
    compare(file, static_cast<uint32_t>(strtoul(argv[i], nullptr, 10)));
  return fclose(file) == 0 ? 0 : 1;
}
