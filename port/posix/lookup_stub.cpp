// SPDX-License-Identifier: Apache-2.0
// A stub resolver (RFC 1034 section 5.3.1) that allocates nothing, starts no thread and never
// waits. Each attempt asks one server for both kinds of addresses from a socket of its own, at a
// random port of the system's choice, with new random ids; what was truncated is asked for again
// over TCP. Two static slots, for a second client must not fail while a first one looks up.
#include <string.h>
#include <sys/random.h>

#include "clocks.hpp"
#include "lookup.hpp"
#include "sockets.hpp"
#include "stub_files.hpp"
#include "stub_message.hpp"

namespace sparekey::posix {
namespace {

// With addresses of one kind in hand, the other is not waited for much longer (RFC 8305 section 3).
constexpr int64_t kResolutionDelayMs = 50;
constexpr size_t kPrefix = 2;  // of each message over TCP: its length

struct Question {
  Type type;
  Reply reply;  // none while it is awaited
  uint16_t id;
  int count;
  Address addresses[kMaxAddresses];
};

struct Slot {
  bool taken;
  int status;        // kPortAgain while under way, kPortOk with addresses
  Handle fd;         // UDP; TCP while `over_tcp` is set
  int server;        // that is being asked
  int round;         // of asking all servers
  int64_t until_ms;  // when the next one is asked
  Servers servers;
  Question questions[2];
  Question* over_tcp;
  size_t sent;
  size_t received;
  size_t query_size;
  uint8_t query[kMaxQuery];
  // No datagram has more than 512 bytes, for none is invited to. Of what comes over TCP the first
  // KB will do: the answers come first, and 8 of them are enough.
  uint8_t buffer[kPrefix + 1024];
};

Slot slots[2] = {};  // so that it is no code that makes it, which no linker drops

const Address& server_of(const Slot& slot) { return slot.servers.addresses[slot.server]; }

void drop_socket(Slot& slot) {
  if (slot.fd != kNoHandle) close(nullptr, slot.fd);
  slot.fd = kNoHandle;
  slot.over_tcp = nullptr;
}

void finish(Slot& slot, int status) {
  drop_socket(slot);
  slot.status = status;
}

Question* find(Slot& slot, Reply reply) {
  for (Question& question : slot.questions)
    if (question.reply == reply) return &question;
  return nullptr;
}

void make_query(Slot& slot, const Question& question) {
  set_id_and_type(slot.query, slot.query_size, question.id, question.type);
}

bool ask(Slot& slot) {
  if (connect_datagrams(server_of(slot), places.server_port, &slot.fd) != kPortOk) return false;
  for (Question& question : slot.questions) {
    question.reply = Reply::none;
    if (getrandom(&question.id, sizeof question.id, GRND_NONBLOCK) != sizeof question.id)
      return false;
    make_query(slot, question);
    if (send(nullptr, slot.fd, slot.query, slot.query_size) < 0) return false;
  }
  return true;
}

// Asks the next server that can be asked.
void ask_next_server(Slot& slot) {
  do {
    drop_socket(slot);
    if (++slot.server == slot.servers.count) {
      slot.server = 0;
      ++slot.round;
    }
    if (slot.round == slot.servers.rounds) {
      slot.status = kPortFailed;
      return;
    }
    slot.until_ms = monotonic_ms(nullptr) + (int64_t{slot.servers.timeout_s} * 1000 << slot.round);
  } while (!ask(slot));
}

bool begin_tcp(Slot& slot, Question& question) {
  drop_socket(slot);
  question.reply = Reply::refused;
  if (connect_start(nullptr, &server_of(slot), places.server_port, &slot.fd) < kPortAgain)
    return false;
  question.reply = Reply::none;
  slot.over_tcp = &question;
  slot.sent = 0;
  slot.received = 0;
  make_query(slot, question);
  slot.buffer[0] = static_cast<uint8_t>(slot.query_size >> 8);
  slot.buffer[1] = static_cast<uint8_t>(slot.query_size);
  memcpy(slot.buffer + kPrefix, slot.query, slot.query_size);
  return true;
}

// What follows from the replies that are there.
void judge(Slot& slot) {
  const bool found = find(slot, Reply::found) != nullptr;
  const int64_t patience_ms = monotonic_ms(nullptr) + kResolutionDelayMs;
  if (found && patience_ms < slot.until_ms) slot.until_ms = patience_ms;
  if (find(slot, Reply::none) != nullptr) return;
  while (Question* question = find(slot, Reply::truncated))
    if (begin_tcp(slot, *question)) return;
  if (found)
    finish(slot, kPortOk);
  else if (find(slot, Reply::refused) != nullptr)
    ask_next_server(slot);
  else
    finish(slot, kPortNotFound);
}

void read_message(Slot& slot, Question& question, const uint8_t* message, size_t size, bool cut) {
  make_query(slot, question);
  question.reply = read_reply(slot.query, slot.query_size, message, size, cut, question.addresses,
                              &question.count);
}

// The steps return false where they would have to wait.
bool step_udp(Slot& slot) {
  const int got = receive(nullptr, slot.fd, slot.buffer, sizeof slot.buffer);
  if (got == kPortAgain) return false;
  if (got == kPortFailed) {  // nobody listens there
    ask_next_server(slot);
    return true;
  }
  if (got == kPortClosed) return true;  // an empty datagram
  for (Question& question : slot.questions) {
    if (question.reply != Reply::none) continue;
    read_message(slot, question, slot.buffer, static_cast<size_t>(got), false);
    if (question.reply == Reply::none) continue;
    judge(slot);
    break;
  }
  return true;
}

size_t message_size(const Slot& slot) {
  return static_cast<size_t>(slot.buffer[0] << 8 | slot.buffer[1]);
}

// How much of what comes over TCP is read for now.
size_t wanted(const Slot& slot) {
  if (slot.received < kPrefix) return kPrefix;
  const size_t size = kPrefix + message_size(slot);
  return size < sizeof slot.buffer ? size : sizeof slot.buffer;
}

bool step_tcp(Slot& slot) {
  const size_t to_send = kPrefix + slot.query_size;
  int moved;
  if (slot.sent < to_send) {
    moved = send(nullptr, slot.fd, slot.buffer + slot.sent, to_send - slot.sent);
    if (moved > 0) slot.sent += static_cast<size_t>(moved);
  } else {
    moved = receive(nullptr, slot.fd, slot.buffer + slot.received, wanted(slot) - slot.received);
    if (moved > 0) slot.received += static_cast<size_t>(moved);
  }
  if (moved == kPortAgain) return false;
  if (moved > 0 && slot.received < wanted(slot)) return true;
  Question& question = *slot.over_tcp;
  if (moved > 0) {
    const size_t size = slot.received - kPrefix;
    read_message(slot, question, slot.buffer + kPrefix, size, size < message_size(slot));
  }
  if (question.reply == Reply::none || question.reply == Reply::truncated)
    question.reply = Reply::refused;
  judge(slot);
  return true;
}

void begin(Slot& slot, const char* name) {
  bool found = false;
  for (Question& question : slot.questions) {
    question.count = read_hosts(name, family_of(question.type), question.addresses, kMaxAddresses);
    question.reply = question.count > 0 ? Reply::found : Reply::none;
    found = found || question.count > 0;
  }
  slot.status = found ? kPortOk : kPortAgain;
  if (found) return;
  read_servers(&slot.servers);
  slot.server = -1;
  slot.round = 0;
  ask_next_server(slot);
}

int count_of(const Question& question) {
  return question.reply == Reply::found ? question.count : 0;
}

int smaller(int a, int b) { return a < b ? a : b; }

}  // namespace

int resolve_start(void*, const char* name, Handle* out_lookup) {
  for (Slot& slot : slots) {
    // Clients of several threads may begin at the same time.
    if (__atomic_exchange_n(&slot.taken, true, __ATOMIC_ACQUIRE)) continue;
    *out_lookup = static_cast<Handle>(&slot - slots);
    slot.fd = kNoHandle;
    slot.over_tcp = nullptr;
    slot.questions[0].type = Type::aaaa;
    slot.questions[1].type = Type::a;
    slot.query_size = write_query(name, slot.query);
    if (slot.query_size > 0) {
      begin(slot, name);
      return kPortOk;
    }
    resolve_end(nullptr, *out_lookup);
    break;
  }
  return kPortFailed;
}

int resolve_result(void*, Handle lookup, Address* out, int capacity) {
  Slot& slot = slots[lookup];
  constexpr int kMaxSteps = 16;  // a flood of datagrams must not hold the caller
  for (int i = 0; i < kMaxSteps && slot.status == kPortAgain; ++i)
    if (!(slot.over_tcp != nullptr ? step_tcp(slot) : step_udp(slot))) break;
  if (slot.status == kPortAgain && monotonic_ms(nullptr) >= slot.until_ms) {
    if (find(slot, Reply::found) != nullptr)
      finish(slot, kPortOk);
    else
      ask_next_server(slot);
  }
  if (slot.status != kPortOk) return slot.status;
  // Neither kind crowds out the other: it may be the one that works here.
  const Question& v6 = slot.questions[0];
  const Question& v4 = slot.questions[1];
  const int v6_count = smaller(count_of(v6), capacity - smaller(count_of(v4), capacity / 2));
  const int v4_count = smaller(count_of(v4), capacity - v6_count);
  for (int i = 0; i < v6_count; ++i) out[i] = v6.addresses[i];
  for (int i = 0; i < v4_count; ++i) out[v6_count + i] = v4.addresses[i];
  return v6_count + v4_count;
}

int resolve_wants(void*, Handle lookup, Interest* out, int capacity, int64_t* wake_ms) {
  const Slot& slot = slots[lookup];
  if (slot.until_ms < *wake_ms) *wake_ms = slot.until_ms;
  if (capacity < 1) return 0;
  const bool sending = slot.over_tcp != nullptr && slot.sent < kPrefix + slot.query_size;
  out[0] = Interest{slot.fd, !sending, sending};
  return 1;
}

void resolve_end(void*, Handle lookup) {
  Slot& slot = slots[lookup];
  drop_socket(slot);
  __atomic_store_n(&slot.taken, false, __ATOMIC_RELEASE);
}

}  // namespace sparekey::posix
