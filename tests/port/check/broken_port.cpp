// SPDX-License-Identifier: Apache-2.0
#include "broken_port.hpp"

#include <algorithm>
#include <cstring>

#include "support/port_of.hpp"

namespace broken {

using namespace sparekey;

// Gives nothing until the end has come, so that it is there before the first byte is taken however
// late the FIN may be.
int BrokenPort::receive_end_first(const Connection& connection) const {
  uint8_t piece[512];
  int got = 0;
  do {
    got = inner_.receive(inner_.context, connection.inner, piece, sizeof piece);
  } while (got > 0);
  return got;
}

struct BrokenPort::Functions {
  static BrokenPort& of(void* context) { return *static_cast<BrokenPort*>(context); }

  static int resolve_start(void* context, const char* name, Handle* out) {
    BrokenPort& self = of(context);
    self.given_ = 0;
    if (self.fault_ != Fault::lookup_keeps_name)
      return self.inner_.resolve_start(self.inner_.context, name, out);
    self.name_ = name;
    *out = 77;
    return kPortOk;
  }

  static int resolve_result(void* context, Handle lookup, Address* out, int capacity) {
    BrokenPort& self = of(context);
    if (self.fault_ == Fault::lookup_keeps_name) {
      Handle late = kNoHandle;
      if (strspn(self.name_, "x") == strlen(self.name_)) return kPortNotFound;
      return self.inner_.resolve_start(self.inner_.context, self.name_, &late);
    }
    int found = self.inner_.resolve_result(self.inner_.context, lookup, out, capacity);
    if (found > 0 && self.fault_ == Fault::lookup_never_ends) {
      out[0].bytes[3] = ++self.given_;
      found = 1;
    }
    if (found > 0 && self.fault_ == Fault::lookup_overruns) return capacity + 1;
    return found;
  }

  static int resolve_wants(void* context, Handle lookup, Interest* out, int capacity,
                           int64_t* wake_ms) {
    const Port& inner = of(context).inner_;
    return inner.resolve_wants(inner.context, lookup, out, capacity, wake_ms);
  }

  static void resolve_end(void* context, Handle lookup) {
    const BrokenPort& self = of(context);
    if (self.fault_ == Fault::lookup_not_ended || self.fault_ == Fault::lookup_keeps_name) return;
    self.inner_.resolve_end(self.inner_.context, lookup);
  }

  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out) {
    BrokenPort& self = of(context);
    const Port& inner = self.inner_;
    Handle handle = kNoHandle;
    int status = inner.connect_start(inner.context, address, tcp_port, &handle);
    if (handle == kNoHandle) return status;
    if (self.fault_ == Fault::waits_for_answer) {
      const int64_t until_ms = inner.monotonic_ms(inner.context) + 2000;
      while (status == kPortAgain && inner.monotonic_ms(inner.context) < until_ms) {
        const Interest interest{handle, false, true};
        (void)inner.wait(inner.context, &interest, 1, until_ms);
        status = inner.connect_result(inner.context, handle);
      }
    }
    if (self.closes_next_) {
      self.closes_next_ = false;
      inner.close(inner.context, handle);
    }
    // The lowest number that is free.
    Handle mine = 1;
    while (self.connections_.count(mine) != 0) ++mine;
    self.connections_[mine].inner = handle;
    *out = mine;
    return status;
  }

  static int connect_result(void* context, Handle connection) {
    BrokenPort& self = of(context);
    if (self.fault_ == Fault::connects_always) return kPortOk;
    const int status = self.inner_.connect_result(self.inner_.context, self.of(connection).inner);
    return status == kPortAgain && self.fault_ == Fault::fails_early ? int{kPortFailed} : status;
  }

  static int send(void* context, Handle handle, const void* bytes, size_t size) {
    BrokenPort& self = of(context);
    const Port& inner = self.inner_;
    Connection& connection = self.of(handle);
    const auto pass = [&](const void* what, size_t count) {
      return inner.send(inner.context, connection.inner, what, count);
    };
    switch (self.fault_) {
      case Fault::loses_bytes: {
        const int sent = pass(bytes, size > 300 ? size - 1 : size);
        return sent > 300 && static_cast<size_t>(sent) == size - 1 ? sent + 1 : sent;
      }
      case Fault::doubles_bytes: {
        if (connection.said_again && pass(bytes, 1) == 1) connection.said_again = false;
        const int sent = pass(bytes, size);
        connection.said_again = sent == kPortAgain;
        return sent;
      }
      case Fault::keeps_pointer:
        if (connection.kept != nullptr) return kPortAgain;
        connection.kept = static_cast<const uint8_t*>(bytes);
        connection.kept_size = size;
        return static_cast<int>(size);
      case Fault::drops_at_close: {
        if (!connection.held.empty()) {
          const int sent = pass(connection.held.data(), connection.held.size());
          if (sent < 0) return sent;
          connection.held.erase(0, static_cast<size_t>(sent));
          return kPortAgain;
        }
        connection.held.assign(static_cast<const char*>(bytes), size);
        return static_cast<int>(size);
      }
      default:
        return pass(bytes, size);
    }
  }

  static int receive(void* context, Handle handle, void* bytes, size_t size) {
    BrokenPort& self = of(context);
    const Port& inner = self.inner_;
    Connection* connection = &self.of(handle);
    if (self.fault_ == Fault::mixes_two) {
      // The last one's.
      connection = &self.connections_.rbegin()->second;
    }
    if (self.fault_ == Fault::closed_before_data) return self.receive_end_first(*connection);
    if (self.fault_ == Fault::closed_once && connection->said_closed) return kPortAgain;
    const int got = inner.receive(inner.context, connection->inner, bytes, size);
    if (got == kPortClosed) connection->said_closed = true;
    if (got == kPortClosed && self.fault_ == Fault::frees_at_fin) {
      // Until it is asked again it is nobody's.
      inner.close(inner.context, connection->inner);
      self.connections_.erase(handle);
    }
    if (got == kPortFailed && self.fault_ == Fault::closed_for_reset) return kPortClosed;
    if (got == kPortAgain && self.fault_ == Fault::zero_for_again) return 0;
    if (got > 0 && self.fault_ == Fault::writes_behind) static_cast<uint8_t*>(bytes)[size] = 0;
    return got;
  }

  static void close(void* context, Handle handle) {
    BrokenPort& self = of(context);
    const Port& inner = self.inner_;
    if (self.fault_ == Fault::never_closes) return;
    if (self.connections_.count(handle) == 0) return;
    const Handle connection = self.of(handle).inner;
    if (self.fault_ == Fault::resets_others &&
        inner.connect_result(inner.context, connection) == kPortAgain)
      self.closes_next_ = true;
    inner.close(inner.context, connection);
    self.connections_.erase(handle);
  }

  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    BrokenPort& self = of(context);
    const Port& inner = self.inner_;
    for (auto& [handle, connection] : self.connections_) {
      if (connection.kept == nullptr) continue;
      (void)inner.send(inner.context, connection.inner, connection.kept, connection.kept_size);
      connection.kept = nullptr;
    }
    const int64_t now_ms = inner.monotonic_ms(inner.context);
    if (self.fault_ == Fault::wait_spins) return kPortOk;
    if (self.fault_ == Fault::wait_fails_for_past && until_ms < now_ms) return kPortFailed;
    // Its clock is not the inner one's.
    if (self.fault_ == Fault::clock_in_seconds || self.fault_ == Fault::clock_stands)
      until_ms = now_ms + 50;
    if (self.fault_ == Fault::wait_sleeps_through) count = 0;
    if (self.fault_ == Fault::wait_too_long) until_ms = std::max(until_ms, now_ms) + 1500;
    std::vector<Interest> mine(interests, interests + count);
    for (Interest& interest : mine)
      if (self.connections_.count(interest.handle) != 0)
        interest.handle = self.of(interest.handle).inner;
    return inner.wait(inner.context, mine.data(), count, until_ms);
  }

  static int64_t monotonic_ms(void* context) {
    BrokenPort& self = of(context);
    const int64_t now_ms = self.inner_.monotonic_ms(self.inner_.context);
    if (self.first_ms_ < 0) self.first_ms_ = now_ms;
    ++self.readings_;
    if (self.fault_ == Fault::clock_runs_back && self.readings_ % 50 == 0) return now_ms - 40;
    if (self.fault_ == Fault::clock_stands) return self.first_ms_;
    if (self.fault_ == Fault::clock_in_seconds) return now_ms / 1000;
    return now_ms;
  }

  static int64_t wall_clock_s(void* context) {
    const BrokenPort& self = of(context);
    const int64_t now_s = self.inner_.wall_clock_s(self.inner_.context);
    return self.fault_ == Fault::wall_clock_in_ms ? now_s * 1000 : now_s;
  }

  static int random(void* context, void* out, size_t size) {
    const BrokenPort& self = of(context);
    if (self.fault_ == Fault::constant_random) {
      memset(out, 0x55, size);
      return kPortOk;
    }
    if (self.fault_ == Fault::repeated_random) {
      for (size_t i = 0; i < size; ++i)
        static_cast<uint8_t*>(out)[i] = static_cast<uint8_t>(i * 151 + (i >> 3));
      return kPortOk;
    }
    const size_t short_size = self.fault_ == Fault::short_random && size > 30 ? size - 1 : size;
    return self.inner_.random(self.inner_.context, out, short_size);
  }
};

Port BrokenPort::port() { return support::port_of<Functions>(this); }

}  // namespace broken
