// SPDX-License-Identifier: Apache-2.0
/// \file
/// What sparekey needs from a device: names, TCP, two clocks, randomness. port/posix implements it
/// for Linux; port/template is a skeleton for anything else. A Port is a value: yours may stand in
/// your own project, and what it is made of is nobody else's business.
#ifndef SPAREKEY_PORT_HPP
#define SPAREKEY_PORT_HPP

#include <stddef.h>
#include <stdint.h>

namespace sparekey {

/// What the functions of a port return. Counts of bytes and addresses are positive, so they cannot
/// be mistaken for any of these.
enum PortStatus : int {
  kPortOk = 0,
  kPortAgain = -1,        ///< Not yet: the call would have to wait.
  kPortClosed = -2,       ///< The peer closed the connection properly (a TCP FIN).
  kPortFailed = -3,       ///< Anything else went wrong.
  kPortNotFound = -4,     ///< The name does not exist, or has no address.
  kPortInterrupted = -5,  ///< From Port::wait only: the program wants the call to end.
  kPortNotImplemented = -6,
};

/// A connection or a lookup, never negative. Port::wait waits on those of connections, and on
/// whatever resolve_wants names.
using Handle = int;
constexpr Handle kNoHandle = -1;

struct Address {
  uint8_t family = 0;      ///< 4 or 6
  uint8_t bytes[16] = {};  ///< network order; family 4 uses the first 4
  uint32_t scope = 0;      ///< the interface's index (sin6_scope_id) of a link-local IPv6 address
};

struct Interest {
  Handle handle = kNoHandle;
  bool readable = false;
  bool writable = false;
};

/// The platform's functions, each called with `context`. Only `wait` may block. None may raise a
/// signal, change how one is handled, or leave a descriptor open across exec.
///
/// Any number of clients in one thread may share a Port. It must outlive them. All functions are
/// called by the threads that use the clients, and never from an interrupt.
///
/// One client has at most one lookup and two connections under way: while a slow address is still
/// connecting, the next one is tried. Of the two the loser is closed, and the call goes on over one
/// connection, which may stay open between calls.
///
/// port/check tries all that is said here against a port, and needs nothing else of sparekey.
struct Port {
  void* context = nullptr;

  /// Begins to look up `name`: NUL-terminated, at most 253 bytes, a valid host name and never a
  /// numeric address. Copy it if it is needed later. kPortOk and `*out_lookup`, or kPortFailed,
  /// also if the port is busy with as many lookups as it can do: the call ends with
  /// Code::name_not_resolved, and may be made again. A lookup may still go on while connections to
  /// the addresses found so far are made.
  int (*resolve_start)(void* context, const char* name, Handle* out_lookup) = nullptr;

  /// Writes addresses to `out`, best first, and returns how many: 1 to `capacity`. kPortAgain while
  /// there are none yet; kPortNotFound; kPortFailed if no server answered.
  ///
  /// After giving some it is asked again: for those that have come since, or kPortAgain while more
  /// may come, so that a slow IPv6 answer does not hold up IPv4. kPortOk means that was all. A port
  /// that finds everything at once need not keep count: giving the same again means kPortOk too.
  int (*resolve_result)(void* context, Handle lookup, Address* out, int capacity) = nullptr;

  /// What resolve_result waits for, asked only after it said kPortAgain: writes at most `capacity`
  /// interests and returns their number. Lowers `*wake_ms`, a time of monotonic_ms, if the lookup
  /// must be asked again by then.
  int (*resolve_wants)(void* context, Handle lookup, Interest* out, int capacity,
                       int64_t* wake_ms) = nullptr;

  /// Gives the lookup up, answered or not. Called exactly once for each that began; whatever is
  /// still under way must not touch the caller's memory afterwards.
  void (*resolve_end)(void* context, Handle lookup) = nullptr;

  /// Begins a TCP connection. kPortOk (connected already) or kPortAgain (wait until writable, then
  /// ask connect_result), both with `*out_connection`; or kPortFailed. Small messages must go out
  /// at once (TCP_NODELAY).
  ///
  /// A port that has no connection to spare, such as a modem with one socket that is taken, says
  /// "not now": kPortAgain, with kNoHandle left in `*out_connection`. Nothing has begun then. The
  /// same address is asked for again as soon as a connection of the client's is closed, or 250 ms
  /// later, until the call's deadline; no address is lost by it.
  int (*connect_start)(void* context, const Address* address, uint16_t tcp_port,
                       Handle* out_connection) = nullptr;

  /// kPortOk, kPortAgain or kPortFailed (refused, unreachable). May be asked too early, and as
  /// often as the caller likes: it says kPortAgain until it knows. The caller still calls `close`
  /// after a failure.
  int (*connect_result)(void* context, Handle connection) = nullptr;

  /// The number of bytes taken, 1 to `size`; kPortAgain; kPortClosed; kPortFailed. `size` > 0.
  /// Bytes that were taken are the port's to deliver, in order: the caller's memory is its own
  /// again at once. After kPortAgain nothing was taken, and the next call begins with the same
  /// bytes, though they may lie elsewhere and more may follow them: the port need not remember
  /// them.
  int (*send)(void* context, Handle connection, const void* bytes, size_t size) = nullptr;

  /// The number of bytes stored, 1 to `size`; kPortAgain; kPortClosed; kPortFailed. `size` > 0.
  /// kPortClosed comes only behind all bytes that the peer sent before its FIN, and again each time
  /// it is asked from then on. A connection that broke, by a reset for instance, is kPortFailed: an
  /// end that was not the peer's must never look like one. Nothing behind `size` may be written.
  int (*receive)(void* context, Handle connection, void* bytes, size_t size) = nullptr;

  /// Ends the connection and frees the handle. Called exactly once for each that was begun: while
  /// it is still connecting, after a failure, or after kPortClosed; so the port itself must free no
  /// handle earlier, or give its number to another connection before. It must not wait: what `send`
  /// took still goes out afterwards, and then a FIN. The handle is not used again until
  /// connect_start gives it out anew.
  void (*close)(void* context, Handle connection) = nullptr;

  /// Waits until one of the interests is ready or monotonic_ms() reaches `until_ms`, whichever
  /// comes first: kPortOk in both cases. It may return kPortOk early for no reason.
  /// kPortInterrupted ends the call with Code::cancelled. In a program that only steps its calls
  /// from an event loop it may return kPortNotImplemented.
  int (*wait)(void* context, const Interest* interests, int count, int64_t until_ms) = nullptr;

  /// Milliseconds since any fixed moment. Never runs backwards, cannot be set, and keeps running
  /// while the device sleeps: the lifetimes of passcodes are measured by it.
  int64_t (*monotonic_ms)(void* context) = nullptr;

  /// Seconds since 1970-01-01T00:00:00Z, or -1 if the device does not know. Certificates' dates are
  /// judged by it.
  int64_t (*wall_clock_s)(void* context) = nullptr;

  /// Fills `out` with 1 to 512 unpredictable bytes, fit for keys: kPortOk, or kPortFailed (if the
  /// system's generator is not seeded yet, for instance), which ends the call with
  /// Code::entropy_failed. All of TLS draws from it, TLS 1.3 too if mbedTLS was built from source
  /// for sparekey; another mbedTLS 3.6 draws what TLS 1.3 needs from its own source, as it was
  /// built to. mbedTLS 4 draws everything from it if it was built with
  /// MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG (and the program has no mbedtls_psa_external_get_random() of
  /// its own); any other mbedTLS 4 has a source of its own, and only SM2 asks the port.
  int (*random)(void* context, void* out, size_t size) = nullptr;
};

}  // namespace sparekey

#endif
