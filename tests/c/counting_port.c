// SPDX-License-Identifier: Apache-2.0
#include "check.h"

static const struct sparekey_port* count(void* context, int function) {
  struct counting_port* counts = context;
  ++counts->calls[function];
  return counts->inner;
}

static int resolve_start(void* context, const char* name, int* out_lookup) {
  const struct sparekey_port* inner = count(context, 0);
  const int status = inner->resolve_start(inner->context, name, out_lookup);
  ((struct counting_port*)context)->lookups += status == SPAREKEY_PORT_OK;
  return status;
}

static int resolve_result(void* context, int lookup, struct sparekey_address* out, int capacity) {
  const struct sparekey_port* inner = count(context, 1);
  const int found = inner->resolve_result(inner->context, lookup, out, capacity);
  for (int i = 0; i < found; ++i) CHECK(out[i].family == 4 || out[i].family == 6);
  return found;
}

static int resolve_wants(void* context, int lookup, struct sparekey_interest* out, int capacity,
                         int64_t* wake_ms) {
  const struct sparekey_port* inner = count(context, 2);
  return inner->resolve_wants(inner->context, lookup, out, capacity, wake_ms);
}

static void resolve_end(void* context, int lookup) {
  const struct sparekey_port* inner = count(context, 3);
  inner->resolve_end(inner->context, lookup);
  --((struct counting_port*)context)->lookups;
}

static int connect_start(void* context, const struct sparekey_address* address, uint16_t tcp_port,
                         int* out_connection) {
  const struct sparekey_port* inner = count(context, 4);
  CHECK(address->family == 4 || address->family == 6);
  const int status = inner->connect_start(inner->context, address, tcp_port, out_connection);
  ((struct counting_port*)context)->connections +=
      status == SPAREKEY_PORT_OK || status == SPAREKEY_PORT_AGAIN;
  return status;
}

static int connect_result(void* context, int connection) {
  const struct sparekey_port* inner = count(context, 5);
  return inner->connect_result(inner->context, connection);
}

static int send_bytes(void* context, int connection, const void* bytes, size_t size) {
  const struct sparekey_port* inner = count(context, 6);
  return inner->send(inner->context, connection, bytes, size);
}

static int receive_bytes(void* context, int connection, void* bytes, size_t size) {
  const struct sparekey_port* inner = count(context, 7);
  return inner->receive(inner->context, connection, bytes, size);
}

static void close_connection(void* context, int connection) {
  const struct sparekey_port* inner = count(context, 8);
  inner->close(inner->context, connection);
  --((struct counting_port*)context)->connections;
}

static int wait_for(void* context, const struct sparekey_interest* interests, int interest_count,
                    int64_t until_ms) {
  const struct sparekey_port* inner = count(context, 9);
  for (int i = 0; i < interest_count; ++i)
    CHECK(interests[i].handle >= 0 && (interests[i].readable || interests[i].writable));
  return inner->wait(inner->context, interests, interest_count, until_ms);
}

static int64_t monotonic_ms(void* context) {
  const struct sparekey_port* inner = count(context, 10);
  return inner->monotonic_ms(inner->context);
}

static int64_t wall_clock_s(void* context) {
  const struct sparekey_port* inner = count(context, 11);
  return inner->wall_clock_s(inner->context);
}

static int fill_random(void* context, void* out, size_t size) {
  const struct sparekey_port* inner = count(context, 12);
  return inner->random(inner->context, out, size);
}

struct sparekey_port count_calls(struct counting_port* counts, const struct sparekey_port* inner) {
  const struct sparekey_port port = {
      counts,        resolve_start,  resolve_result, resolve_wants, resolve_end,
      connect_start, connect_result, send_bytes,     receive_bytes, close_connection,
      wait_for,      monotonic_ms,   wall_clock_s,   fill_random,
  };
  memset(counts, 0, sizeof *counts);
  counts->inner = inner;
  return port;
}
