// SPDX-License-Identifier: Apache-2.0
#include "c/client_state.hpp"
#include "c/result.hpp"
#include "c/values.hpp"

namespace c = sparekey::c;

static_assert(sizeof(sparekey_wait) == sizeof(sparekey::Wait) &&
              offsetof(sparekey_wait, count) == offsetof(sparekey::Wait, count) &&
              offsetof(sparekey_wait, until_ms) == offsetof(sparekey::Wait, until_ms) &&
              SPAREKEY_WAIT_CAPACITY == sparekey::Wait::kCapacity);

extern "C" {

void sparekey_close(sparekey_client* client) { c::client_of(client).close(); }

bool sparekey_step(sparekey_client* client, sparekey_wait* wait) {
  sparekey::Wait want;
  const bool over = c::client_of(client).step(&want);
  if (!over && wait != nullptr) memcpy(wait, &want, sizeof want);
  return over;
}

sparekey_result sparekey_finish(sparekey_client* client) {
  return c::in_c(c::client_of(client).finish());
}

sparekey_result sparekey_last_result(const sparekey_client* client) {
  return c::in_c(c::client_of(client).result());
}

void sparekey_cancel(sparekey_client* client) { c::client_of(client).cancel(); }

sparekey_call_progress sparekey_progress(const sparekey_client* client) {
  const sparekey::CallProgress progress = c::client_of(client).progress();
  sparekey_call_progress out;
  out.phase = static_cast<sparekey_phase>(progress.phase);
  out.elapsed_ms = progress.elapsed_ms;
  out.bytes_sent = progress.bytes_sent;
  out.bytes_received = progress.bytes_received;
  out.request_sent = progress.request_sent;
  return out;
}

int64_t sparekey_now_ms(const sparekey_client* client) { return c::client_of(client).now_ms(); }

sparekey_statistics sparekey_client_statistics(const sparekey_client* client) {
  const sparekey::Statistics statistics = c::client_of(client).statistics();
  sparekey_statistics out;
  out.connections = statistics.connections;
  out.handshakes = statistics.handshakes;
  out.resumptions = statistics.resumptions;
  out.bytes_sent = statistics.bytes_sent;
  out.bytes_received = statistics.bytes_received;
  return out;
}

}  // extern "C"
