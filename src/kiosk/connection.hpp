// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_CONNECTION_HPP
#define SPAREKEY_KIOSK_CONNECTION_HPP

#include "base/wipe.hpp"
#include "kiosk/log.hpp"
#include "kiosk/page.hpp"
#include "kiosk/request.hpp"

struct MHD_Connection;

namespace sparekey::kiosk {

/// A browser's connection: what it is doing, since when, and the bytes of the request it is at.
struct Connection {
  enum class State : uint8_t {
    unused,
    idle,       ///< Nothing of a request has come.
    receiving,  ///< Some of it has.
    waiting,    ///< for the call of a visit
    answering,
    closing,  ///< shut down by us; the library will notice
  };

  State state = State::unused;
  int descriptor = -1;
  int64_t ends_at_ms = 0;  ///< when it is closed if its state is still the same; never: INT64_MAX
  MHD_Connection* handle = nullptr;

  bool has_request = false;
  bool is_woken = false;  ///< what it waited for is over
  Request request;
  LogEntry log;
  unsigned status = 0;        ///< of its answer; 0: there is none yet
  bool gives_cookie = false;  ///< with the answer, that of the visit
  Id cookie_of;

  size_t body_size = 0;  ///< may be more than is kept
  union {
    char body[kMaxPostBytes];  ///< until the request is answered
    char page[kMaxPageBytes];  ///< from then on
  };

  Connection() {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The other end will send no more, and most likely reads no more.
  bool has_left() const;

  void forget_request() {
    wipe(page, sizeof page);
    request = Request();
    has_request = is_woken = false;
    status = 0;
    gives_cookie = false;
    body_size = 0;
  }
};

}  // namespace sparekey::kiosk

#endif
