// SPDX-License-Identifier: Apache-2.0
// The end of a connection, as RFC 9112 section 9.6 wants it: if something still comes when a socket
// is closed, the system sends a reset, and the browser may lose the answer it was just sent.
#ifndef SPAREKEY_KIOSK_LINGERING_HPP
#define SPAREKEY_KIOSK_LINGERING_HPP

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

namespace sparekey::kiosk {

class Lingering {
 public:
  static constexpr size_t kMax = 8;

  /// `descriptor` is about to be closed by somebody else, after its last byte was sent.
  void keep(int descriptor, int64_t now_ms);
  /// Reads what comes, for nobody; ends those that are done, or have had their time.
  void advance(int64_t now_ms);
  void end_all();

  /// Adds what they wait for to the list that poll() is given.
  size_t add_to(pollfd* out) const;
  int64_t wakes_at_ms() const;

 private:
  struct Socket {
    int descriptor = -1;
    int64_t ends_at_ms = 0;
  };
  Socket list_[kMax];
};

}  // namespace sparekey::kiosk

#endif
