// SPDX-License-Identifier: Apache-2.0
// A verified TLS connection over the port. Nothing here waits: a call that would says for what.
#ifndef SPAREKEY_TLS_STREAM_HPP
#define SPAREKEY_TLS_STREAM_HPP

#include <mbedtls/ssl.h>

#include "base/progress.hpp"
#include "base/random.hpp"
#include "sparekey/port.hpp"
#include "tls/anchors.hpp"
#include "tls/judge.hpp"
#include "tls/session.hpp"

namespace sparekey::tls {

// What the owner has room for.
struct Room {
  uint8_t* ahead = nullptr;  // for what is received before mbedTLS asks for it: always
  size_t ahead_size = 0;
  uint8_t* flight = nullptr;  // for what is to be sent at once: until the handshake is over
  size_t flight_size = 0;
};

// To be called before anything of mbedTLS is parsed or made. bad_argument: mbedTLS's library is of
// another version than its headers; entropy_failed or out_of_memory: PSA does not begin.
Failure begin_mbedtls();

// To be made with `{}`: what has no initializer begins as zero.
class Stream {
 public:
  // Prepares what all connections share. `random`, `anchors`, `port` and the room must outlive the
  // stream. Code::ok or out_of_memory.
  Failure begin(const Port& port, Random& random, Anchors& anchors, const Room& room);
  void end();

  // Takes the connection over, which stays the caller's to close. `identity` and `trust` must
  // outlive it. Code::ok or out_of_memory.
  Code open(Handle connection, const Identity& identity, const Trust& trust);
  // Says goodbye as far as that needs no waiting, and frees.
  void close();

  // One step of the handshake.
  Progress handshake();
  // `*count` > 0 if `done`. A write that is not done yet must be repeated with the same bytes.
  Progress write(const void* bytes, size_t size, size_t* count);
  Progress read(void* bytes, size_t size, size_t* count);
  // The next read looks at what was received already, and at the port only if that left some.
  void spare_receive() { silent_ = drained_; }

  // Whether the session that a failed handshake offered may be the reason.
  bool session_may_be_at_fault() const {
    return offered_ && (code_ == Code::handshake_failed || code_ == Code::connection_lost);
  }

  Code code() const { return code_; }
  int native() const { return native_; }
  const Judge& judge() const { return judge_; }
  uint64_t bytes_sent() const { return bytes_sent_; }
  uint64_t bytes_received() const { return bytes_received_; }
  uint32_t resumptions() const { return resumptions_; }

 private:
  static int send(void* self, const unsigned char* bytes, size_t size);
  static int receive(void* self, unsigned char* bytes, size_t size);
  int send_now(const unsigned char* bytes, size_t size);
  int receive_now(unsigned char* bytes, size_t size);
  int take(unsigned char* bytes, size_t size);
  int gather(const unsigned char* bytes, size_t size);
  int flush();
  void keep_session();
  bool pool_ran_out() const;
  Progress progress_of(int result);
  Progress fail(int result);
  Progress read_farewell();

  // How often one call into mbedTLS may receive before the caller looks at the clock.
  static constexpr int kReceivesPerStep = 64;

  bool begun_;
  bool open_;
  bool secured_;
  bool transport_lost_;
  bool send_failed_;   // what is sent now goes nowhere; what has arrived is still read
  bool offered_;       // a session, in the present handshake
  bool half_written_;  // mbedTLS holds a part of a record that is still to be sent
  bool silent_;        // the peer can have said nothing yet: wait before the next receive
  bool drained_;       // the last receive brought less than it had room for
  Code code_;
  int native_;
  int receives_left_;
  Handle connection_;
  const Port* port_;
  Random* random_;
  Anchors* anchors_;
  Room room_;
  size_t gathered_;     // bytes of a flight ...
  size_t flushed_;      // ... and how many of them were sent
  size_t ahead_count_;  // bytes read ahead ...
  size_t ahead_taken_;  // ... and how many of them mbedTLS has
  uint64_t bytes_sent_;
  uint64_t bytes_received_;
  uint32_t refusals_before_;  // of the pool, before this connection
  uint32_t resumptions_;
  Judge judge_;
  Session session_;
  mbedtls_ssl_config config_;
  mbedtls_ssl_context ssl_;
};

}  // namespace sparekey::tls

#endif
