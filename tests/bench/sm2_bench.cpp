// SPDX-License-Identifier: Apache-2.0
//   <contender> --name   who it is
//   <contender> --once   one encryption, for callgrind to count
//   <contender> [...]    its time; options are Google Benchmark's
#include <benchmark/benchmark.h>
#include <stdio.h>

#include <string_view>

#include "contender.hpp"

namespace {

void encrypt(benchmark::State& state) {
  for (auto _ : state)
    if (!bench::measured_encrypt()) state.SkipWithError("encryption failed");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view option = argc == 2 ? argv[1] : "";
  if (option == "--name") {
    puts(bench::name().c_str());
    return 0;
  }
  bench::prepare();
  if (option == "--once") return bench::measured_encrypt() ? 0 : 1;
  benchmark::RegisterBenchmark("sm2_encrypt", encrypt)->Unit(benchmark::kMicrosecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
