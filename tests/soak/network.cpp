// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <algorithm>

#include "sparekey/posix.hpp"

namespace soak {

using namespace sparekey;
using sparekey::test::Cut;
using sparekey::test::TcpEnding;
using sparekey::test::Toward;

namespace {

constexpr TcpEnding kEndings[] = {TcpEnding::fin, TcpEnding::rst, TcpEnding::silence,
                                  TcpEnding::garbage, TcpEnding::half_close};
constexpr const char* kNames[] = {"FIN", "RST", "silence", "garbage", "half-close"};

}  // namespace

Network::Network(int server_port, unsigned seed)
    : random_(seed), relay_(server_port), inner_(posix_port()), port_(inner_) {
  // The others ignore their context.
  port_.context = this;
  port_.connect_start = connect_start;
  port_.wait = wait;
  port_.monotonic_ms = monotonic_ms;
}

int Network::connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out) {
  Network& self = *of(context);
  if (self.refuse_ > 0) {
    --self.refuse_;
    ++self.refused_;
    tcp_port = self.closed_.number();
  }
  return self.inner_.connect_start(self.inner_.context, address, tcp_port, out);
}

int64_t Network::monotonic_ms(void* context) {
  return of(context)->inner_.monotonic_ms(of(context)->inner_.context) + of(context)->passed_ms_;
}

// A client that waits in vain need not wait long: its deadline comes at once.
int Network::wait(void* context, const Interest* interests, int count, int64_t until_ms) {
  constexpr int64_t kLookAgainMs = 5;
  Network& self = *of(context);
  const bool in_vain = self.relay_.is_silent();
  const int64_t now_ms = self.inner_.monotonic_ms(self.inner_.context);
  const int64_t soon_ms =
      std::min(until_ms - self.passed_ms_, now_ms + (in_vain ? 0 : kLookAgainMs));
  const int status = self.inner_.wait(self.inner_.context, interests, count, soon_ms);
  if (in_vain) self.passed_ms_ = std::max(self.passed_ms_, until_ms - now_ms);
  return status;
}

void Network::disturb() {
  relay_.delay(std::chrono::milliseconds(below(50) == 0 ? 1 : 0));
  if (below(40) == 0) {  // a kept connection is too old then
    pass_ms(50'000);
    ++idle_;
  }
  if (below(40) == 0) refuse_ = 1 + static_cast<int>(below(2));
  if (below(6) != 0) return;
  Cut cut{};
  cut.toward = below(2) == 0 ? Toward::server : Toward::client;
  cut.ending = kEndings[below(std::size(kEndings))];
  // A handshake takes some hundred bytes and a request as many; an end between two calls comes too.
  cut.after_bytes = below(8) == 0 ? 0 : below(2000);
  if (below(3) == 0)
    relay_.cut_next(cut);
  else
    relay_.cut_present(cut);
}

size_t Network::faults() {
  size_t all = refused_;
  for (const TcpEnding ending : kEndings) all += relay_.cuts(ending);
  return all;
}

std::string Network::told() {
  std::string told = std::to_string(faults()) +
                     " faults of the network: " + std::to_string(refused_) +
                     " connections refused, cut by";
  for (size_t i = 0; i < std::size(kEndings); ++i)
    told += std::string(i == 0 ? " " : ", ") + kNames[i] + ' ' +
            std::to_string(relay_.cuts(kEndings[i]));
  return told + "; " + std::to_string(idle_) + " long rests";
}

}  // namespace soak
