// SPDX-License-Identifier: Apache-2.0
// From a host to a verified TLS stream: names, addresses, handshake. Nothing here waits.
#ifndef SPAREKEY_CLIENT_CONNECTION_HPP
#define SPAREKEY_CLIENT_CONNECTION_HPP

#include "base/origin.hpp"
#include "client/race.hpp"
#include "client/tunnel.hpp"
#include "sparekey/client.hpp"
#include "tls/stream.hpp"

namespace sparekey {

class Connection {
 public:
  // The certificate must name `origin`; `target` is where to connect, through `proxy` if it has a
  // host. All three must outlive the connection. Fails as tls::Stream::begin does.
  Failure begin(const Port& port, Random& random, tls::Anchors& anchors, const tls::Trust& trust,
                const Origin& origin, const Origin& target, const Proxy& proxy,
                const tls::Room& room);
  void end();

  bool is_open() const { return state_ == State::open; }

  // One step towards an open connection: `done`; `again`; a `want_…`, with `*wait` filled in;
  // `failed`, with code() and native(). The addresses left share the time until `deadline_ms`.
  Progress step(int64_t now_ms, int64_t deadline_ms, Wait* wait);

  // What does an open connection have to say between two answers? `want_readable`: nothing, as it
  // should be; `done`: a stray byte; `closed` or `failed`: it has ended.
  Progress probe();
  // The same, right behind an answer: the port is not asked if its last receive took all there was.
  Progress probe_behind();

  // The stream's read and write; `want_…` fills `*wait`.
  Progress write(const void* bytes, size_t size, size_t* count, Wait* wait);
  Progress read(void* bytes, size_t size, size_t* count, Wait* wait);

  void close();

  Phase phase() const;
  Code code() const { return code_; }
  int native() const { return native_; }
  // Of the last handshake.
  const tls::Judge& judge() const { return stream_.judge(); }
  Statistics statistics() const;

 private:
  enum class State : uint8_t { closed, connecting, tunnelling, securing, open };

  Progress start(int64_t now_ms);
  Progress connect(int64_t now_ms, int64_t deadline_ms, Wait* wait);
  Progress tunnel(Wait* wait);
  Progress open_stream();
  Progress secure(Wait* wait);
  Progress pass_on(Progress progress, Wait* wait);
  Progress fail(Code code);

  State state_;
  Code code_;
  int native_;
  Handle handle_ = kNoHandle;
  const Port* port_;
  const Proxy* proxy_;    // null: none
  const Origin* target_;  // of the tunnel
  const Origin* next_;    // the proxy, or the target itself
  uint32_t connections_;
  uint32_t handshakes_;
  tls::Trust trust_;
  tls::Identity identity_;
  Tunnel tunnel_;
  Race race_;
  tls::Stream stream_;
};

}  // namespace sparekey

#endif
