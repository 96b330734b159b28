// SPDX-License-Identifier: Apache-2.0
#include <thread>
#include <vector>

#include "lwip_port.hpp"
#include "sparekey/posix.hpp"

namespace lwip_port {
namespace {

using namespace sparekey;

// One direction: what was read on one side and has not gone on the other.
struct Flow {
  std::vector<uint8_t> bytes;
  bool ended = false;
};

struct Pair {
  Handle inner;  // lwIP's
  Handle outer;  // Linux's
  Flow out;
  Flow in;
};

template <typename Receiver, typename Sender>
bool move(const Receiver& from, Handle source, const Sender& to, Handle target, Flow* flow) {
  uint8_t bytes[1500];
  if (flow->bytes.size() < 16384 && !flow->ended) {
    const int got = from.receive(from.context, source, bytes, sizeof bytes);
    if (got > 0) flow->bytes.insert(flow->bytes.end(), bytes, bytes + got);
    flow->ended = got != kPortAgain && got <= 0;
  }
  if (flow->bytes.empty()) return !flow->ended;
  const int sent = to.send(to.context, target, flow->bytes.data(), flow->bytes.size());
  if (sent > 0) flow->bytes.erase(flow->bytes.begin(), flow->bytes.begin() + sent);
  return sent > 0 || sent == kPortAgain;
}

void relay(Handle listener, uint16_t tcp_port) {
  const check::PeerStack lwip = peer_stack();
  const Port posix = posix_port_without_names();
  Address loopback;
  loopback.family = 4;
  loopback.bytes[0] = 127;
  loopback.bytes[3] = 1;
  std::vector<Pair> pairs;
  for (;;) {
    Handle outer = kNoHandle;
    const Handle inner = lwip.accept(lwip.context, listener);
    if (inner >= 0 &&
        posix.connect_start(posix.context, &loopback, tcp_port, &outer) != kPortFailed)
      pairs.push_back(Pair{inner, outer, {}, {}});
    for (size_t i = pairs.size(); i-- > 0;) {
      Pair& pair = pairs[i];
      if (posix.connect_result(posix.context, pair.outer) == kPortAgain) continue;
      if (move(lwip, pair.inner, posix, pair.outer, &pair.out) &&
          move(posix, pair.outer, lwip, pair.inner, &pair.in))
        continue;
      lwip.close(lwip.context, pair.inner);
      posix.close(posix.context, pair.outer);
      pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
    }
    (void)posix.wait(posix.context, nullptr, 0, posix.monotonic_ms(posix.context) + 1);
  }
}

}  // namespace

void start_gateway(uint16_t tcp_port) {
  const check::PeerStack lwip = peer_stack();
  // Before anybody connects.
  std::thread(relay, lwip.listen(lwip.context, tcp_port), tcp_port).detach();
}

}  // namespace lwip_port
