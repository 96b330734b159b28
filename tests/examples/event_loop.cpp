// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <stdio.h>
#include <sparekey/sparekey.hpp>

using namespace sparekey;

alignas(kMemoryAlignment) static unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) static unsigned char pool[pool_needed()];  // 8 if mbedTLS uses malloc
static char ca[512 * 1024];

int main(int argc, char** argv) {  // HOST CA_FILE EMAIL
  FILE* file = argc == 4 ? fopen(argv[2], "re") : nullptr;
  if (file == nullptr || !use_pool(pool, sizeof pool)) return 2;
  Config config;
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_pem = Text(ca, fread(ca, 1, sizeof ca, file));
  fclose(file);

  Client client;
  Recipient person;
  person.email = argv[3];
  if (!client.open(config, posix_port(), memory, sizeof memory).ok()) return 1;
  if (!client.begin_send_code(person).ok()) return 1;
  Wait wait;
  while (!client.step(&wait)) {
    pollfd set[1 + Wait::kCapacity] = {{0, POLLIN, 0}};  // the keyboard, and what the step wants
    for (int i = 0; i < wait.count; ++i) {
      const Interest& want = wait.interests[i];
      const int events = (want.readable ? POLLIN : 0) | (want.writable ? POLLOUT : 0);
      set[1 + i] = {want.handle, static_cast<short>(events), 0};
    }
    int64_t rest_ms = wait.until_ms - client.now_ms();  // 100: often enough to draw
    rest_ms = rest_ms < 0 ? 0 : rest_ms > 100 ? 100 : rest_ms;
    poll(set, 1 + static_cast<nfds_t>(wait.count), static_cast<int>(rest_ms));
    if (set[0].revents != 0) client.cancel();
    const CallProgress now = client.progress();
    const Text phase = name(now.phase);
    printf("%.*s, %lld ms   \r", static_cast<int>(phase.size()), phase.data(),
           static_cast<long long>(now.elapsed_ms));
    fflush(stdout);
  }
  const Text code = name(client.result().code);
  printf("\n%.*s\n", static_cast<int>(code.size()), code.data());
  return client.result().ok() ? 0 : 1;
}
