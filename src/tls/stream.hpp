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

// To be made with `{}`: what has no initializer begins as zero.
class Stream {
 public:
  // Prepares what all connections share. `random`, `anchors` and `port` must outlive the stream,
  // and so must `ahead`, into which it may read `ahead_size` bytes before mbedTLS asks for them.
  // bad_argument: mbedTLS's library is of another version than its headers; out_of_memory;
  // entropy_failed.
  Failure begin(const Port& port, Random& random, Anchors& anchors, uint8_t* ahead,
                size_t ahead_size);
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

  // mbedTLS sends each record of a flight alone. The longest flight behind a ClientHello is that of
  // TLS 1.2: an empty Certificate (12 bytes, if one is asked for), ClientKeyExchange (143 with
  // P-521; 75 with P-256, 42 with X25519), ChangeCipherSpec (6), Finished (45). A second
  // ClientHello, after a HelloRetryRequest, goes alone behind its ChangeCipherSpec.
  static constexpr size_t kFlightBytes = 208;

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
  size_t gathered_;  // bytes in flight_ ...
  size_t flushed_;   // ... and how many of them were sent
  uint8_t* ahead_;
  size_t ahead_size_;
  size_t ahead_count_;  // bytes in ahead_ ...
  size_t ahead_taken_;  // ... and how many of them mbedTLS has
  uint64_t bytes_sent_;
  uint64_t bytes_received_;
  uint32_t refusals_before_;  // of the pool, before this connection
  uint32_t resumptions_;
  Judge judge_;
  Session session_;
  mbedtls_ssl_config config_;
  mbedtls_ssl_context ssl_;
  uint8_t flight_[kFlightBytes];
};

}  // namespace sparekey::tls

#endif
