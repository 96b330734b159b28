// SPDX-License-Identifier: Apache-2.0
// A port is a value, and may live in your own program. This one is Linux's but for two things that
// the board knows better: a watchdog wants to be fed while a call waits, and the time of day comes
// from a receiver of the board's own.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sparekey/sparekey.hpp>

using namespace sparekey;

alignas(kMemoryAlignment) static unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) static unsigned char pool[pool_needed()];  // 8 if mbedTLS uses malloc
static char ca[512 * 1024];
static Port linux_port;
static int watchdog = -1;

// Longer waits are cut in pieces: returning early, for no reason, is allowed.
static int wait_and_feed(void* context, const Interest* interests, int count, int64_t until_ms) {
  constexpr int64_t kFeedMs = 1000;
  if (write(watchdog, "", 1) != 1) return kPortFailed;
  const int64_t soon_ms = linux_port.monotonic_ms(context) + kFeedMs;
  return linux_port.wait(context, interests, count, until_ms < soon_ms ? until_ms : soon_ms);
}

// The receiver's time stands in for /dev/gps here. -1: it has none yet.
static int64_t time_of_receiver(void*) {
  const char* seconds = getenv("GPS_TIME");
  return seconds != nullptr ? atoll(seconds) : -1;
}

int main(int argc, char** argv) {  // HOST CA_FILE EMAIL WATCHDOG
  FILE* file = argc == 5 ? fopen(argv[2], "re") : nullptr;
  if (file == nullptr || !use_pool(pool, sizeof pool)) return 2;
  watchdog = open(argv[4], O_WRONLY | O_CLOEXEC);
  linux_port = posix_port();
  Port board = linux_port;
  board.wait = wait_and_feed;
  board.wall_clock_s = time_of_receiver;

  Config config;
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_pem = Text(ca, fread(ca, 1, sizeof ca, file));
  fclose(file);
  Client client;
  Recipient person;
  person.email = argv[3];
  Result result = client.open(config, board, memory, sizeof memory);
  if (result.ok()) result = client.send_code(person);
  const Text code = name(result.code);
  printf("%.*s\n", static_cast<int>(code.size()), code.data());
  return result.ok() ? 0 : 1;
}
