// SPDX-License-Identifier: Apache-2.0
//   <contender> --name       who it is
//   <contender> --once       the exchanges of one recovery, for callgrind to count
//   <contender> --requests   the four requests
#include "codecs.hpp"

#include <stdio.h>

// C linkage, so that callgrind finds it by name.
extern "C" bool measured_exchanges(void);
bool measured_exchanges() {
  return bench::system_call() && bench::send_code_call() && bench::verify_call() &&
         bench::reset_call();
}

int main(int argc, char** argv) {
  const std::string_view option = argc == 2 ? argv[1] : "";
  if (option == "--name") {
    puts(bench::name());
    return 0;
  }
  if (option == "--requests") {
    bool good = true;
    for (bool (*call)() :
         {bench::system_call, bench::send_code_call, bench::verify_call, bench::reset_call}) {
      good = call() && good;
      printf("%.*s\n", static_cast<int>(bench::request().size()), bench::request().data());
    }
    return good ? 0 : 1;
  }
  if (option != "--once") {
    fputs("usage: <contender> --name | --once | --requests\n", stderr);
    return 2;
  }
  // Calls bind and heaps grow the first time.
  return bench::system_call() && bench::reset_call() && measured_exchanges() ? 0 : 1;
}
