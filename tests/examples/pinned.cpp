// SPDX-License-Identifier: Apache-2.0
// A service on the company's own premises. Its certificate comes from the company's own authority,
// so that one alone is trusted; one key of the chain is pinned beside it. The device has no battery
// for its clock and no name server: dates are left to the pin, and the service is reached by its
// address.
#include <stdio.h>
#include <sparekey/sparekey.hpp>

using namespace sparekey;

alignas(kMemoryAlignment) static unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) static unsigned char pool[pool_needed()];  // 8 if mbedTLS uses malloc
static char ca[8192];

int main(int argc, char** argv) {  // HOST ADDRESS:PORT CA_FILE sha256/PIN EMAIL
  FILE* file = argc == 6 ? fopen(argv[3], "re") : nullptr;
  if (file == nullptr || !use_pool(pool, sizeof pool)) return 2;
  Config config;
  config.host = argv[1];        // what the certificate must name
  config.connect_to = argv[2];  // where it is
  config.app_id = "demo-app";
  config.ca_pem = Text(ca, fread(ca, 1, sizeof ca, file));
  fclose(file);
  Pin pin;
  if (!parse_pin(argv[4], &pin)) return 2;
  config.pins = &pin;
  config.pin_count = 1;
  config.clock_policy = ClockPolicy::ignore_dates;

  Client client;
  Recipient person;
  person.email = argv[5];
  Result result = client.open(config, posix_port_without_names(), memory, sizeof memory);
  if (result.ok()) result = client.send_code(person);
  const Text code = name(result.code);
  printf("%.*s\n", static_cast<int>(code.size()), code.data());
  return result.ok() ? 0 : 1;
}
