// SPDX-License-Identifier: Apache-2.0
/// \file
/// What sparekey needs of a device: names, TCP, two clocks, randomness. port/posix fills it in for
/// Linux; port/template is a skeleton for anything else.
#ifndef SPAREKEY_PORT_HPP
#define SPAREKEY_PORT_HPP

#include <stddef.h>
#include <stdint.h>

namespace sparekey {

/// What a port's function returns. Bytes moved and addresses found are positive, so none of these
/// can be mistaken for them.
enum PortStatus : int {
  kPortOk = 0,
  kPortAgain = -1,        ///< Not yet: it would have to wait.
  kPortClosed = -2,       ///< The peer ended the connection in order (a TCP FIN).
  kPortFailed = -3,       ///< Anything else went wrong.
  kPortNotFound = -4,     ///< The name exists nowhere, or has no address.
  kPortInterrupted = -5,  ///< Port::wait only: the program wants the call to end.
  kPortNotImplemented = -6,
};

/// Names a connection or a lookup; for connections, what Port::wait waits on. Never negative.
using Handle = int;
constexpr Handle kNoHandle = -1;

struct Address {
  uint8_t family = 0;      ///< 4 or 6
  uint8_t bytes[16] = {};  ///< network order; the first 4 where family is 4
};

struct Interest {
  Handle handle = kNoHandle;
  bool readable = false;
  bool writable = false;
};

/// Functions of the platform; each is called with `context`. Only `wait` may block. None may raise
/// a signal, change a signal's disposition, or leave a descriptor open across exec.
///
/// A Port is shared by any number of clients in one thread. It must outlive them.
struct Port {
  void* context = nullptr;

  /// Begins to look `name` up: NUL-terminated, at most 253 bytes, checked to be a host name and no
  /// numeric address, to be copied if needed later. kPortOk and `*out_lookup`, or kPortFailed.
  int (*resolve_start)(void* context, const char* name, Handle* out_lookup) = nullptr;

  /// The number of addresses written to `out`, at least 1 and at most `capacity`, best first;
  /// kPortAgain while there is none yet; kPortNotFound; kPortFailed where no server answered.
  int (*resolve_result)(void* context, Handle lookup, Address* out, int capacity) = nullptr;

  /// What resolve_result waits for: writes at most `capacity` interests and returns their number.
  /// Lowers `*wake_ms`, a time of monotonic_ms, where it must be asked again by then.
  int (*resolve_wants)(void* context, Handle lookup, Interest* out, int capacity,
                       int64_t* wake_ms) = nullptr;

  /// Gives the lookup up, answered or not. Called exactly once for each that began; whatever is
  /// still under way may then touch no memory of the caller's.
  void (*resolve_end)(void* context, Handle lookup) = nullptr;

  /// Begins a TCP connection. kPortOk (made already) or kPortAgain (wait until writable, then ask
  /// connect_result), both with `*out_connection`; or kPortFailed. Small messages must go out at
  /// once (TCP_NODELAY).
  int (*connect_start)(void* context, const Address* address, uint16_t tcp_port,
                       Handle* out_connection) = nullptr;

  /// kPortOk, kPortAgain or kPortFailed; after a failure the caller still calls `close`.
  int (*connect_result)(void* context, Handle connection) = nullptr;

  /// The number of bytes taken, 1 to `size`; kPortAgain; kPortClosed; kPortFailed. `size` > 0.
  int (*send)(void* context, Handle connection, const void* bytes, size_t size) = nullptr;

  /// The number of bytes stored, 1 to `size`; kPortAgain; kPortClosed; kPortFailed. `size` > 0.
  int (*receive)(void* context, Handle connection, void* bytes, size_t size) = nullptr;

  /// Ends the connection and frees the handle. Called exactly once for each that was begun.
  void (*close)(void* context, Handle connection) = nullptr;

  /// Waits until one of the interests is ready or monotonic_ms() reaches `until_ms`, whichever is
  /// first: kPortOk in both cases. It may return kPortOk early for no reason. kPortInterrupted
  /// ends the call with Code::cancelled. A port for event loops that never uses the blocking calls
  /// may return kPortNotImplemented.
  int (*wait)(void* context, const Interest* interests, int count, int64_t until_ms) = nullptr;

  /// Milliseconds from an arbitrary origin. Never runs backwards, is not set by anybody, and goes
  /// on while the device sleeps, for lifetimes of passcodes are counted by it.
  int64_t (*monotonic_ms)(void* context) = nullptr;

  /// Seconds since 1970-01-01T00:00:00Z, or -1 where the device does not know. Judges
  /// certificates' dates.
  int64_t (*wall_clock_s)(void* context) = nullptr;

  /// Fills `out` with unpredictable bytes, fit for keys: kPortOk, or kPortFailed (where the
  /// system's generator is not seeded yet, for instance). Where mbedTLS 3.6 speaks TLS 1.3, its PSA
  /// part draws random numbers of its own besides, as it was built to.
  int (*random)(void* context, void* out, size_t size) = nullptr;
};

}  // namespace sparekey

#endif
