// SPDX-License-Identifier: Apache-2.0
// A stub resolver (RFC 1034 section 5.3.1) that allocates nothing, starts no thread and never
// waits. Each attempt asks one server for both families from a socket of its own, at a random port
// that the system chose, with new random ids. Truncated replies are asked for again over TCP.
// There are two static slots: a second client must not fail while a first one looks up.
#include <string.h>
#include <sys/random.h>

#include "clocks.hpp"
#include "lookup.hpp"
#include "sockets.hpp"
#include "stub_files.hpp"
#include "stub_message.hpp"

namespace sparekey::posix {
namespace {

// IPv4 waits so long for an IPv6 answer that may come first (RFC 8305 section 3).
constexpr int64_t kResolutionDelayMs = 50;
constexpr size_t kPrefix = 2;  // of each message over TCP: its length

struct Question {
  Type type;
  Reply reply;  // none while it is awaited
  uint16_t id;
  int count;
  int given;  // of the addresses, to the caller
  Address addresses[kMaxAddresses];
};

struct Slot {
  bool taken;
  bool over;           // no question is open
  Handle fd;           // UDP; TCP while `over_tcp` is set
  int server;          // that is being asked
  int round;           // of asking all servers
  int64_t until_ms;    // when the next one is asked
  int64_t v4_from_ms;  // when IPv4 need not wait for IPv6 any longer
  Servers servers;
  Question v6;
  Question v4;
  Question* over_tcp;
  size_t sent;
  size_t received;
  size_t query_size;
  uint8_t query[kMaxQuery];
  // No datagram is longer than 512 bytes, as we do not offer to take longer ones. Of what comes
  // over TCP the first KB will do: the answers come first, and 8 of them are enough.
  uint8_t buffer[kPrefix + 1024];
};

Slot slots[2] = {};  // all zero, or the linker could not drop the code that initialises it

const Address& server_of(const Slot& slot) { return slot.servers.addresses[slot.server]; }

bool is_settled(const Question& question) {
  return question.reply == Reply::found || question.reply == Reply::not_found;
}

int count_of(const Question& question) {
  return question.reply == Reply::found ? question.count : 0;
}

void drop_socket(Slot& slot) {
  if (slot.fd != kNoHandle) close(nullptr, slot.fd);
  slot.fd = kNoHandle;
  slot.over_tcp = nullptr;
}

void finish(Slot& slot) {
  drop_socket(slot);
  slot.over = true;
}

Question* find(Slot& slot, Reply reply) {
  if (slot.v6.reply == reply) return &slot.v6;
  return slot.v4.reply == reply ? &slot.v4 : nullptr;
}

void make_query(Slot& slot, const Question& question) {
  set_id_and_type(slot.query, slot.query_size, question.id, question.type);
}

bool ask(Slot& slot, Question& question) {
  if (is_settled(question)) return true;
  question.reply = Reply::none;
  if (getrandom(&question.id, sizeof question.id, GRND_NONBLOCK) != sizeof question.id)
    return false;
  make_query(slot, question);
  return send(nullptr, slot.fd, slot.query, slot.query_size) > 0;
}

void restart_timer(Slot& slot) {
  slot.until_ms = monotonic_ms(nullptr) + (int64_t{slot.servers.timeout_s} * 1000 << slot.round);
}

// Asks the next server that can be asked whatever is not settled.
void ask_next_server(Slot& slot) {
  do {
    drop_socket(slot);
    if (++slot.server == slot.servers.count) {
      slot.server = 0;
      ++slot.round;
    }
    if (slot.round == slot.servers.rounds) {
      slot.over = true;
      return;
    }
    restart_timer(slot);
  } while (connect_datagrams(server_of(slot), places.server_port, &slot.fd) != kPortOk ||
           !ask(slot, slot.v6) || !ask(slot, slot.v4));
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

bool begin_tcp_if_truncated(Slot& slot) {
  while (Question* question = find(slot, Reply::truncated))
    if (begin_tcp(slot, *question)) return true;
  return false;
}

// Goes on once both questions have their reply.
void judge(Slot& slot) {
  if (find(slot, Reply::none) != nullptr || begin_tcp_if_truncated(slot)) return;
  if (find(slot, Reply::refused) != nullptr)
    ask_next_server(slot);
  else
    finish(slot);
}

// This server's time is up.
void expire(Slot& slot) {
  // While one question is awaited, the other may have been truncated.
  if (slot.over_tcp == nullptr && begin_tcp_if_truncated(slot))
    restart_timer(slot);
  else
    ask_next_server(slot);
}

void read_message(Slot& slot, Question& question, const uint8_t* message, size_t size, bool cut) {
  make_query(slot, question);
  question.reply = read_reply(slot.query, slot.query_size, message, size, cut, question.addresses,
                              &question.count);
  if (question.reply == Reply::found && question.type == Type::a)
    slot.v4_from_ms = monotonic_ms(nullptr) + kResolutionDelayMs;
}

// The steps return false if they would have to wait.
bool step_udp(Slot& slot) {
  const int got = receive(nullptr, slot.fd, slot.buffer, sizeof slot.buffer);
  if (got == kPortAgain) return false;
  if (got == kPortFailed) {  // nobody listens there
    ask_next_server(slot);
    return true;
  }
  if (got == kPortClosed) return true;  // an empty datagram
  Question* const questions[] = {&slot.v6, &slot.v4};
  for (Question* question : questions) {
    if (question->reply != Reply::none) continue;
    read_message(slot, *question, slot.buffer, static_cast<size_t>(got), false);
    if (question->reply == Reply::none) continue;
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

bool look_into_hosts(const char* name, Question& question) {
  question.count = read_hosts(name, family_of(question.type), question.addresses, kMaxAddresses);
  question.reply = question.count > 0 ? Reply::found : Reply::none;
  question.given = 0;
  return question.count > 0;
}

void begin(Slot& slot, const char* name) {
  const bool has_v6 = look_into_hosts(name, slot.v6);
  slot.over = look_into_hosts(name, slot.v4) || has_v6;
  if (slot.over) return;
  read_servers(&slot.servers);
  slot.server = -1;
  slot.round = 0;
  ask_next_server(slot);
}

int smaller(int a, int b) { return a < b ? a : b; }

// Gives what was not given yet of `question`. Neither family crowds out the other: it may be the
// one that works here. So as long as the other is open, half of the places are kept for it.
int give(Question& question, const Question& other, bool is_over, Address* out, int capacity) {
  constexpr int kHalf = kMaxAddresses / 2;
  const bool is_other_open = !is_over && !is_settled(other);
  const int kept = is_other_open ? kHalf : smaller(count_of(other), kHalf);
  const int limit = smaller(count_of(question), kMaxAddresses - kept);
  int count = 0;
  while (count < capacity && question.given < limit)
    out[count++] = question.addresses[question.given++];
  return count;
}

// IPv6 may still come before IPv4.
bool is_v4_early(const Slot& slot) {
  const bool is_v6_awaited = slot.v6.reply == Reply::none || slot.v6.reply == Reply::truncated;
  return !slot.over && is_v6_awaited && monotonic_ms(nullptr) < slot.v4_from_ms;
}

}  // namespace

int resolve_start(void*, const char* name, Handle* out_lookup) {
  for (Slot& slot : slots) {
    // Clients of several threads may begin at the same time.
    if (__atomic_exchange_n(&slot.taken, true, __ATOMIC_ACQUIRE)) continue;
    *out_lookup = static_cast<Handle>(&slot - slots);
    slot.fd = kNoHandle;
    slot.over_tcp = nullptr;
    slot.v6.type = Type::aaaa;
    slot.v4.type = Type::a;
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
  for (int i = 0; i < kMaxSteps && !slot.over; ++i)
    if (!(slot.over_tcp != nullptr ? step_tcp(slot) : step_udp(slot))) break;
  if (!slot.over && monotonic_ms(nullptr) >= slot.until_ms) expire(slot);

  int count = give(slot.v6, slot.v4, slot.over, out, capacity);
  if (!is_v4_early(slot)) count += give(slot.v4, slot.v6, slot.over, out + count, capacity - count);
  if (count > 0) return count;
  if (!slot.over) return kPortAgain;
  if (find(slot, Reply::found) != nullptr) return kPortOk;
  return is_settled(slot.v6) && is_settled(slot.v4) ? kPortNotFound : kPortFailed;
}

int resolve_wants(void*, Handle lookup, Interest* out, int capacity, int64_t* wake_ms) {
  const Slot& slot = slots[lookup];
  if (slot.until_ms < *wake_ms) *wake_ms = slot.until_ms;
  if (count_of(slot.v4) > 0 && is_v4_early(slot) && slot.v4_from_ms < *wake_ms)
    *wake_ms = slot.v4_from_ms;
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
