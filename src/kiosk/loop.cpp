// SPDX-License-Identifier: Apache-2.0
#include "kiosk/loop.hpp"

#include <limits.h>

namespace sparekey::kiosk {
namespace {

class PollList {
 public:
  void add(int descriptor, int events) {
    list_[size_++] = {descriptor, static_cast<short>(events), 0};
  }
  void add_all(const Visits& visits) {
    Interest interests[kMaxVisits * Wait::kCapacity];
    const size_t count = visits.interests(interests, sizeof interests / sizeof *interests);
    for (size_t i = 0; i < count; ++i)
      add(interests[i].handle,
          (interests[i].readable ? POLLIN : 0) | (interests[i].writable ? POLLOUT : 0));
  }
  void add_all(const Server& server) { size_ += server.add_to(list_ + size_); }

  void wait(int timeout_ms) { (void)poll(list_, size_, timeout_ms); }
  bool is_ready(size_t index) const { return list_[index].revents != 0; }

 private:
  pollfd list_[3 + kMaxVisits * Wait::kCapacity + Lingering::kMax];
  nfds_t size_ = 0;
};

int timeout_ms(int64_t wakes_at_ms, int64_t now_ms) {
  if (wakes_at_ms == INT64_MAX) return -1;
  if (wakes_at_ms <= now_ms) return 0;
  return wakes_at_ms - now_ms < INT_MAX ? static_cast<int>(wakes_at_ms - now_ms) : INT_MAX;
}

}  // namespace

void serve(Server& server, Visits& visits, const Listener& listener, int stop_descriptor) {
  for (;;) {
    PollList list;
    list.add(stop_descriptor, POLLIN);
    list.add(server.descriptor(), POLLIN);
    // Whoever finds no place stays in the system's queue.
    list.add(server.accepts() ? listener.descriptor() : -1, POLLIN);
    list.add_all(visits);
    list.add_all(server);
    const int64_t server_ms = server.wakes_at_ms();
    const int64_t visits_ms = visits.wakes_at_ms();
    list.wait(timeout_ms(server_ms < visits_ms ? server_ms : visits_ms, visits.now_ms()));
    if (list.is_ready(0)) return;
    visits.advance();
    server.run();
    if (list.is_ready(2)) server.accept(listener);
  }
}

}  // namespace sparekey::kiosk
