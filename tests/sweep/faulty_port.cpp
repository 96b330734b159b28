// SPDX-License-Identifier: Apache-2.0
#include "faulty_port.hpp"

#include <algorithm>
#include <cstdlib>

#include "support/port_of.hpp"

namespace sparekey::sweep {
namespace {

constexpr int kMostCalls = 300'000;  // of a case; the longest takes a tenth of it
constexpr int64_t kStallMs = 20;

}  // namespace

FaultyPort::FaultyPort(test::World& world, Tally& tally)
    : world_(world), tally_(tally), inner_(world.port()) {}

void FaultyPort::arm(const std::vector<Strike>& strikes) {
  strikes_ = strikes;
  struck_.assign(strikes.size(), false);
  calls_.fill(0);
  all_calls_ = 0;
}

void FaultyPort::disarm() {
  strikes_.clear();
  all_calls_ = 0;
}

const Fault* FaultyPort::next(Function function) {
  if (++all_calls_ > kMostCalls) tally_.hang("the port was called " + std::to_string(kMostCalls));
  const int call = ++calls_[static_cast<size_t>(function)];
  for (size_t i = 0; i < strikes_.size(); ++i) {
    const Strike& strike = strikes_[i];
    if (strike.fault->function != function) continue;
    if (call != strike.n && !(strike.for_good && call > strike.n)) continue;
    // A clock that was set for good is not set again and again.
    if (strike.fault->act == Act::shift && struck_[i]) continue;
    if (!struck_[i]) tally_.struck(std::string(name(function)) + ": " + strike.fault->name);
    struck_[i] = true;
    endings_ += strike.fault->harm == Harm::ends;
    return strike.fault;
  }
  return nullptr;
}

struct FaultyPort::Functions {
  static FaultyPort& of(void* context) { return *static_cast<FaultyPort*>(context); }

  static int resolve_start(void* context, const char* name, Handle* out) {
    FaultyPort& self = of(context);
    if (const Fault* fault = self.next(Function::resolve_start))
      return static_cast<int>(fault->value);
    return self.inner_.resolve_start(self.inner_.context, name, out);
  }

  static int resolve_result(void* context, Handle lookup, Address* out, int capacity) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::resolve_result);
    const auto inner = [&](int room) {
      return self.inner_.resolve_result(self.inner_.context, lookup, out, room);
    };
    self.lookup_stalled_ = false;
    if (fault == nullptr) return inner(capacity);
    if (fault->act == Act::most) return inner(std::min(capacity, static_cast<int>(fault->value)));
    if (fault->act == Act::same_twice) {
      const int found = inner(1);
      for (int i = 1; found > 0 && i < capacity; ++i) out[i] = out[0];
      return found > 0 ? capacity : found;
    }
    self.lookup_stalled_ = fault->value == kPortAgain;
    self.stalled_ |= self.lookup_stalled_;
    return static_cast<int>(fault->value);
  }

  static int resolve_wants(void* context, Handle lookup, Interest* out, int capacity,
                           int64_t* wake_ms) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::resolve_wants);
    if (fault != nullptr && fault->act == Act::never_wakes) return 0;
    if (fault != nullptr) {
      *wake_ms = std::min(*wake_ms, self.clock_ms() + fault->value);
      self.stalled_ |= fault->value <= 0;
      return 0;
    }
    if (!self.lookup_stalled_)
      return self.inner_.resolve_wants(self.inner_.context, lookup, out, capacity, wake_ms);
    if (capacity < 1) return 0;
    out[0] = Interest{lookup, true, false};
    return 1;
  }

  static void resolve_end(void* context, Handle lookup) {
    of(context).inner_.resolve_end(of(context).inner_.context, lookup);
  }

  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::connect_start);
    if (fault != nullptr && fault->act == Act::status) return static_cast<int>(fault->value);
    if (fault != nullptr && fault->act == Act::not_now) return kPortAgain;
    const int status = self.inner_.connect_start(self.inner_.context, address, tcp_port, out);
    return fault != nullptr && status == kPortAgain ? int{kPortOk} : status;
  }

  static int connect_result(void* context, Handle connection) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::connect_result);
    if (fault == nullptr) return self.inner_.connect_result(self.inner_.context, connection);
    self.stalled_ |= fault->value == kPortAgain;
    return static_cast<int>(fault->value);
  }

  // How much a send or a receive may move; 0: it fails, with `*status`.
  static size_t room(FaultyPort& self, Function function, size_t size, int* status) {
    const Fault* fault = self.next(function);
    if (fault == nullptr) return size;
    if (fault->act == Act::half) return (size + 1) / 2;
    if (fault->act == Act::most) return std::min(size, static_cast<size_t>(fault->value));
    *status = static_cast<int>(fault->value);
    self.stalled_ |= *status == kPortAgain;
    return 0;
  }

  static int send(void* context, Handle connection, const void* bytes, size_t size) {
    FaultyPort& self = of(context);
    int status = 0;
    const size_t most = room(self, Function::send, size, &status);
    return most == 0 ? status : self.inner_.send(self.inner_.context, connection, bytes, most);
  }

  static int receive(void* context, Handle connection, void* bytes, size_t size) {
    FaultyPort& self = of(context);
    int status = 0;
    const size_t most = room(self, Function::receive, size, &status);
    return most == 0 ? status : self.inner_.receive(self.inner_.context, connection, bytes, most);
  }

  static void close(void* context, Handle connection) {
    of(context).inner_.close(of(context).inner_.context, connection);
  }

  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::wait);
    const int64_t until = until_ms - self.shift_ms_;
    const auto stall = [&] {
      self.stalled_ = false;
      self.world_.now_ms += std::clamp(until - self.world_.now_ms, int64_t{1}, kStallMs);
      return int{kPortOk};
    };
    if (fault != nullptr && fault->act == Act::status)
      return fault->value == kPortOk ? stall() : static_cast<int>(fault->value);
    // Whoever was told to come again finds out no sooner than time has passed.
    if (self.stalled_) return stall();
    const int status = self.inner_.wait(self.inner_.context, interests, count, until);
    if (fault != nullptr) {
      self.world_.now_ms += fault->value;
      self.delay_ms_ += fault->value;
    }
    return status;
  }

  static int64_t monotonic_ms(void* context) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::monotonic_ms);
    if (fault == nullptr) return self.clock_ms();
    self.delay_ms_ += std::abs(fault->value);
    if (fault->act == Act::dip) return self.clock_ms() + fault->value;
    self.shift_ms_ += fault->value;
    return self.clock_ms();
  }

  static int64_t wall_clock_s(void* context) {
    FaultyPort& self = of(context);
    const Fault* fault = self.next(Function::wall_clock_s);
    return fault == nullptr ? self.inner_.wall_clock_s(self.inner_.context) : fault->value;
  }

  static int random(void* context, void* out, size_t size) {
    FaultyPort& self = of(context);
    if (const Fault* fault = self.next(Function::random)) return static_cast<int>(fault->value);
    return self.inner_.random(self.inner_.context, out, size);
  }
};

Port FaultyPort::port() { return support::port_of<Functions>(this); }

}  // namespace sparekey::sweep
