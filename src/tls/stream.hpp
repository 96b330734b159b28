// SPDX-License-Identifier: Apache-2.0
// A verified TLS connection over the port. Nothing here waits: a call that would says for what.
#ifndef SPAREKEY_TLS_STREAM_HPP
#define SPAREKEY_TLS_STREAM_HPP

#include <mbedtls/ssl.h>

#include "base/random.hpp"
#include "sparekey/port.hpp"
#include "tls/anchors.hpp"
#include "tls/judge.hpp"

namespace sparekey::tls {

enum class Progress : uint8_t {
  done,
  again,  // more to do at once: the caller may look at the clock first
  want_readable,
  want_writable,
  closed,  // the peer ended TLS in order (close_notify)
  failed,  // code() says why
};

class Stream {
 public:
  // Prepares what all connections share. `random`, `anchors` and `port` must outlive the stream.
  // Code::ok; bad_argument: mbedTLS's library is of another version than its headers;
  // out_of_memory.
  Code begin(const Port& port, Random& random, Anchors& anchors);
  void end();

  // Takes the connection over, which stays the caller's to close. `identity` must outlive it.
  // Code::ok or out_of_memory.
  Code open(Handle connection, const Identity& identity, const Pins& pins);
  // Says goodbye as far as that needs no waiting, and frees.
  void close();

  // One step of the handshake.
  Progress handshake();
  // `*count` > 0 where `done`. A write that did not get done must be repeated alike.
  Progress write(const void* bytes, size_t size, size_t* count);
  Progress read(void* bytes, size_t size, size_t* count);

  Code code() const { return code_; }
  int native() const { return native_; }
  uint64_t bytes_sent() const { return bytes_sent_; }
  uint64_t bytes_received() const { return bytes_received_; }

 private:
  static int send(void* self, const unsigned char* bytes, size_t size);
  static int receive(void* self, unsigned char* bytes, size_t size);
  Progress progress_of(int result);
  Progress fail(int result);

  // How often one call into mbedTLS may receive before the caller looks at the clock.
  static constexpr int kReceivesPerStep = 64;

  const Port* port_ = nullptr;
  Random* random_ = nullptr;
  const Anchors* anchors_ = nullptr;
  Handle connection_ = kNoHandle;
  bool begun_ = false;
  bool open_ = false;
  bool secured_ = false;
  bool transport_lost_ = false;
  bool half_written_ = false;  // mbedTLS holds a part of a record that is still to be sent
  int receives_left_ = 0;
  Code code_ = Code::ok;
  int native_ = 0;
  uint64_t bytes_sent_ = 0;
  uint64_t bytes_received_ = 0;
  Judge judge_;
  mbedtls_ssl_config config_;
  mbedtls_ssl_context ssl_;
};

}  // namespace sparekey::tls

#endif
