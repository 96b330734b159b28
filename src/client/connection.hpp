// SPDX-License-Identifier: Apache-2.0
// From a host to a verified TLS stream: names, addresses in turn, handshake. Nothing here waits.
#ifndef SPAREKEY_CLIENT_CONNECTION_HPP
#define SPAREKEY_CLIENT_CONNECTION_HPP

#include "client/origin.hpp"
#include "client/wait.hpp"
#include "sparekey/client.hpp"
#include "tls/stream.hpp"

namespace sparekey {

class Connection {
 public:
  // `origin` is whom the certificate must name, `target` where to connect. As tls::Stream::begin.
  Code begin(const Port& port, Random& random, tls::Anchors& anchors, const tls::Pins& pins,
             const Origin& origin, const Origin& target);
  void end();

  bool is_open() const { return state_ == State::open; }

  // Goes on towards an open connection as far as that is possible now: `done`; `again`; a
  // `want_…`, with `*wait` filled in; `failed`, with code() and native(). `deadline_ms` shares its
  // time among the addresses left.
  tls::Progress step(int64_t now_ms, int64_t deadline_ms, Wait* wait);

  // Looks what an open connection has to say between two answers: `want_readable` is silence, as it
  // should be; `done` is a stray byte; `closed` and `failed` are its end.
  tls::Progress probe();

  // The stream's read and write; `want_…` fills `*wait`.
  tls::Progress write(const void* bytes, size_t size, size_t* count, Wait* wait);
  tls::Progress read(void* bytes, size_t size, size_t* count, Wait* wait);

  void close();

  Phase phase() const;
  Code code() const { return code_; }
  int native() const { return native_; }
  Statistics statistics() const;

 private:
  enum class State : uint8_t { closed, resolving, connecting, securing, open };

  tls::Progress start();
  tls::Progress resolve(Wait* wait);
  tls::Progress start_connect(int64_t now_ms, int64_t deadline_ms);
  tls::Progress connect(int64_t now_ms, int64_t deadline_ms, Wait* wait);
  tls::Progress secure(Wait* wait);
  tls::Progress pass_on(tls::Progress progress, Wait* wait);
  tls::Progress fail(Code code);

  static constexpr int kMaxAddresses = 8;

  const Port* port_ = nullptr;
  tls::Pins pins_;
  tls::Identity identity_;
  Text target_name_;
  uint16_t tcp_port_ = 0;
  State state_ = State::closed;
  Handle lookup_ = kNoHandle;
  Handle handle_ = kNoHandle;
  int address_count_ = 0;
  int next_address_ = 0;
  int64_t attempt_until_ms_ = 0;
  Address addresses_[kMaxAddresses];
  Address target_address_;
  Code code_ = Code::ok;
  int native_ = 0;
  uint32_t connections_ = 0;
  uint32_t handshakes_ = 0;
  tls::Stream stream_;
};

}  // namespace sparekey

#endif
