// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "support/port_of.hpp"

namespace sparekey::test {
namespace {

constexpr Handle kLookup = 7;
constexpr Handle kStray = 9;  // what a call that fails may leave in its place
constexpr int64_t kSlowMs = 400;

// Where an address says which host it is of: neighbours differ no earlier.
size_t last_byte(const Address& address) { return address.family == 6 ? 15 : 3; }

// Without it a link-local address leads nowhere.
uint32_t scope_of(int host) { return 100u + static_cast<uint32_t>(host); }

}  // namespace

World::Connection* World::find(Handle handle) {
  const auto found = connections_.find(handle);
  if (found != connections_.end()) return &found->second;
  misuse = true;
  return nullptr;
}

bool World::io_fails(int* out) {
  ++io_calls;
  if (io_calls == fail_at_io_call || (fails_for_good && io_calls > fail_at_io_call)) {
    *out = fail_with;
    return true;
  }
  again_ = !again_;
  *out = kPortAgain;
  return again_every_other && again_;
}

// Whether `interest` is ready, or when it will be.
bool World::is_ready(const Interest& interest, int64_t* at_ms) {
  if (interest.handle == kLookup) {
    if (given_ < found_after_ms.size()) {
      const int64_t found_at_ms = lookup_since_ms_ + found_after_ms[given_];
      *at_ms = std::min(*at_ms, found_at_ms);
      if (now_ms >= found_at_ms) return true;
    }
    if (resolve_takes_ms < 0) return false;
    *at_ms = std::min(*at_ms, lookup_since_ms_ + resolve_takes_ms);
    return now_ms >= lookup_since_ms_ + resolve_takes_ms;
  }
  const Connection* connection = find(interest.handle);
  if (connection == nullptr) return true;
  if (interest.readable) {
    if (connection->server && !connection->server->outbox().empty()) {
      *at_ms = std::min(*at_ms, connection->readable_at_ms);
      return now_ms >= connection->readable_at_ms;
    }
    if (drip_ms == 0) return false;
    *at_ms = std::min(*at_ms, connection->dripped_ms + drip_ms);
    return now_ms >= connection->dripped_ms + drip_ms;
  }
  if (connection->host == Host::silent || (takes_nothing && connection->connected)) return false;
  if (connection->host == Host::slow || connection->host == Host::late_bad) {
    *at_ms = std::min(*at_ms, connection->since_ms + kSlowMs);
    return now_ms >= connection->since_ms + kSlowMs;
  }
  return true;
}

bool World::is_lookup_over() const {
  return resolve_takes_ms >= 0 && now_ms >= lookup_since_ms_ + resolve_takes_ms;
}

int World::find_addresses(Address* out, int capacity) {
  const auto write = [&](size_t host, Address* address) {
    address->family = families.at(host) == '6' ? 6 : 4;
    address->bytes[last_byte(*address)] = static_cast<uint8_t>(host);
    if (address->family == 6) address->scope = scope_of(static_cast<int>(host));
  };
  int count = 0;
  if (!found_after_ms.empty()) {
    if (lookup_said_ != kPortAgain && lookup_said_ <= 0) misuse = true;  // it was over
    for (; given_ < found_after_ms.size() && count < capacity; ++count) {
      if (now_ms < lookup_since_ms_ + found_after_ms[given_]) break;
      write(given_++, &out[count]);
    }
    if (count > 0) return count;
    if (!is_lookup_over()) return kPortAgain;
    return given_ > 0 ? int{kPortOk} : int{kPortNotFound};
  }
  if (!is_lookup_over()) return kPortAgain;
  if (resolve_status != kPortOk) return resolve_status;
  for (size_t i = 0; i < hosts.size() && count < capacity; ++i) write(i, &out[count++]);
  return count;
}

// The functions of the port, each given its World.
struct World::Functions {
  static World& of(void* context) { return *static_cast<World*>(context); }

  static int resolve_start(void* context, const char* name, Handle* out) {
    World& world = of(context);
    if (strlen(name) == 0 || strlen(name) > 253) world.misuse = true;
    if (world.resolve_start_status != kPortOk) {
      *out = kStray;
      return world.resolve_start_status;
    }
    ++world.lookups_open;
    world.lookup_since_ms_ = world.now_ms;
    world.given_ = 0;
    world.lookup_said_ = kPortAgain;
    *out = kLookup;
    return kPortOk;
  }

  static int resolve_result(void* context, Handle, Address* out, int capacity) {
    World& world = of(context);
    return world.lookup_said_ = world.find_addresses(out, capacity);
  }

  static int resolve_wants(void* context, Handle lookup, Interest* out, int capacity, int64_t*) {
    if (of(context).lookup_said_ != kPortAgain) of(context).misuse = true;
    if (capacity < 1) return 0;
    out[0] = Interest{lookup, true, false};
    return 1;
  }

  static void resolve_end(void* context, Handle lookup) {
    if (lookup != kLookup) of(context).misuse = true;
    --of(context).lookups_open;
  }

  static int connect_start(void* context, const Address* address, uint16_t, Handle* out) {
    World& world = of(context);
    const int index = address->bytes[last_byte(*address)];
    if (world.connections_open >= world.sockets || world.now_ms < world.busy_until_ms) {
      ++world.refused_for_now;
      return kPortAgain;
    }
    if (address->family == 6 && address->scope != scope_of(index)) world.misuse = true;
    world.connects.push_back(index);
    world.connect_times_ms.push_back(world.now_ms);
    Connection connection{world.hosts.at(static_cast<size_t>(index)),
                          world.now_ms,
                          world.now_ms,
                          0,
                          0,
                          nullptr,
                          false};
    if (connection.host == Host::refuses) {
      *out = kStray;
      return kPortFailed;
    }
    if (connection.host == Host::answers || connection.host == Host::slow)
      connection.server = std::make_unique<MemoryServer>(world.service_);
    *out = world.next_handle_++;
    world.connections_.emplace(*out, std::move(connection));
    ++world.connections_open;
    world.most_connections_open = std::max(world.most_connections_open, world.connections_open);
    return kPortAgain;
  }

  static int connect_result(void* context, Handle handle) {
    World& world = of(context);
    Connection* connection = world.find(handle);
    if (connection == nullptr) return kPortFailed;
    int64_t at_ms = 0;
    if (!world.is_ready(Interest{handle, false, true}, &at_ms)) return kPortAgain;
    connection->connected = connection->host != Host::late_bad;
    return connection->connected ? kPortOk : kPortFailed;
  }

  static int send(void* context, Handle handle, const void* bytes, size_t size) {
    World& world = of(context);
    const int result = send_to(world, handle, bytes, size);
    world.trace += result > 0 ? 'S' : '.';
    if (result > 0) world.sent.append(static_cast<const char*>(bytes), static_cast<size_t>(result));
    return result;
  }

  static int send_to(World& world, Handle handle, const void* bytes, size_t size) {
    Connection* connection = world.find(handle);
    if (size == 0) world.misuse = true;
    int status = 0;
    if (connection == nullptr || size == 0) return kPortFailed;
    if (world.takes_nothing) return kPortAgain;
    if (world.io_fails(&status)) return status;
    const size_t taken = std::min(size, world.most_per_call);
    if (connection->server) connection->server->take(bytes, taken);
    connection->readable_at_ms = world.now_ms + world.round_trip_ms;
    return static_cast<int>(taken);
  }

  static int receive(void* context, Handle handle, void* bytes, size_t size) {
    World& world = of(context);
    const int result = receive_from(world, handle, bytes, size);
    world.trace += result > 0 ? 'R' : '.';
    if (result > 0)
      world.received.append(static_cast<const char*>(bytes), static_cast<size_t>(result));
    return result;
  }

  static int receive_from(World& world, Handle handle, void* bytes, size_t size) {
    Connection* connection = world.find(handle);
    if (size == 0) world.misuse = true;
    int status = 0;
    if (connection == nullptr || size == 0) return kPortFailed;
    if (world.io_fails(&status)) return status;
    if (world.drip_ms > 0 && world.now_ms >= connection->dripped_ms + world.drip_ms) {
      // The head of the longest record TLS has, and then its bytes.
      constexpr char kHead[] = "\x17\x03\x03\x40";
      connection->server->outbox() += connection->dripped < 4 ? kHead[connection->dripped] : '\0';
      ++connection->dripped;
      connection->dripped_ms = world.now_ms;
    }
    if (!connection->server || connection->server->outbox().empty() ||
        world.now_ms < connection->readable_at_ms)
      return kPortAgain;
    std::string& outbox = connection->server->outbox();
    const size_t given = std::min({size, world.most_per_call, outbox.size()});
    memcpy(bytes, outbox.data(), given);
    outbox.erase(0, given);
    return static_cast<int>(given);
  }

  static void close(void* context, Handle handle) {
    World& world = of(context);
    if (world.find(handle) == nullptr) {
      world.misuse = true;
      return;
    }
    world.connections_.erase(handle);
    --world.connections_open;
  }

  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    World& world = of(context);
    if (++world.waits == world.interrupt_at_wait) {
      world.io_at_interrupt = world.io_calls;
      return world.interrupt_with;
    }
    int64_t at_ms = until_ms;
    for (int i = 0; i < count; ++i)
      if (world.is_ready(interests[i], &at_ms)) return kPortOk;
    world.now_ms = std::max(world.now_ms, at_ms);
    return kPortOk;
  }

  static int64_t monotonic_ms(void* context) { return of(context).now_ms; }
  static int64_t wall_clock_s(void* context) { return of(context).wall_clock_s; }

  static int random(void* context, void* out, size_t size) {
    World& world = of(context);
    if (++world.draws == world.fail_at_draw || world.random_fails) return kPortFailed;
    if (world.random_pattern != 0) {
      std::mt19937 generator(world.random_pattern + static_cast<uint32_t>(world.draws));
      for (size_t i = 0; i < size; ++i)
        static_cast<unsigned char*>(out)[i] = static_cast<unsigned char>(generator());
      return kPortOk;
    }
    return RAND_bytes(static_cast<unsigned char*>(out), static_cast<int>(size)) == 1 ? kPortOk
                                                                                     : kPortFailed;
  }
};

Port World::port() { return support::port_of<Functions>(this); }

}  // namespace sparekey::test
