// SPDX-License-Identifier: Apache-2.0
#include "client/connection.hpp"

#include "sparekey/options.hpp"

namespace sparekey {

Failure Connection::begin(const Port& port, Random& random, tls::Anchors& anchors,
                          const tls::Trust& trust, const Origin& origin, const Origin& target,
                          const Proxy& proxy, const tls::Room& room) {
  port_ = &port;
  trust_ = trust;
  identity_.dns_name = origin.host;
  identity_.address = origin.address;
  proxy_ = !SPAREKEY_PROXY || proxy.origin.host.empty() ? nullptr : &proxy;
  target_ = &target;
  next_ = proxy_ == nullptr ? &target : &proxy.origin;
  return stream_.begin(port, random, anchors, room);
}

void Connection::end() {
  close();
  stream_.end();
}

Phase Connection::phase() const {
  switch (state_) {
    case State::connecting:
      return race_.is_resolving() ? Phase::resolving : Phase::connecting;
    case State::tunnelling:
      return Phase::connecting;
    case State::securing:
      return Phase::securing;
    case State::closed:
    case State::open:
      break;
  }
  return Phase::idle;
}

Progress Connection::fail(Code code) {
  code_ = code;
  close();
  return Progress::failed;
}

void Connection::close() {
  stream_.close();
  if (SPAREKEY_PROXY) tunnel_.end();
  race_.end();
  if (handle_ != kNoHandle) port_->close(port_->context, handle_);
  handle_ = kNoHandle;
  state_ = State::closed;
}

Progress Connection::step(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  switch (state_) {
    case State::closed:
      return start(now_ms);
    case State::connecting:
      return connect(now_ms, deadline_ms, wait);
    case State::tunnelling:
      return tunnel(wait);
    case State::securing:
      return secure(wait);
    // Not covered: once it is open, nobody steps it.
    case State::open:
      break;
  }
  return Progress::done;  // Not covered: as above.
}

Progress Connection::start(int64_t now_ms) {
  native_ = 0;
  if (!race_.begin(*port_, *next_, now_ms)) return fail(race_.code());
  state_ = State::connecting;
  return Progress::again;
}

Progress Connection::connect(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  const Progress progress = race_.step(now_ms, deadline_ms, wait);
  if (progress == Progress::failed) return fail(race_.code());
  if (progress != Progress::done) return progress;
  handle_ = race_.take();
  ++connections_;
  if (!SPAREKEY_PROXY || proxy_ == nullptr) return open_stream();
  const Code code = tunnel_.begin(*port_, handle_, *target_, *proxy_);
  if (code != Code::ok) return fail(code);
  state_ = State::tunnelling;
  return Progress::again;
}

Progress Connection::tunnel(Wait* wait) {
  const Progress progress = SPAREKEY_PROXY ? tunnel_.step() : Progress::failed;
  if (progress == Progress::done) return open_stream();
  if (progress == Progress::failed) return fail(tunnel_.code());
  return pass_on(progress, wait);
}

Progress Connection::open_stream() {
  const Code code = stream_.open(handle_, identity_, trust_);
  if (code != Code::ok) {
    native_ = stream_.native();
    return fail(code);
  }
  state_ = State::securing;
  return Progress::again;
}

Progress Connection::secure(Wait* wait) {
  const Progress progress = stream_.handshake();
  if (progress == Progress::done) {
    ++handshakes_;
    state_ = State::open;
  }
  if (progress == Progress::failed && stream_.session_may_be_at_fault()) {
    // Once more, without: a server that knows TLS 1.2 only ends a session of TLS 1.3 so.
    close();
    return Progress::again;
  }
  return pass_on(progress, wait);
}

// Turns what the stream wants into what to wait for, and its failure into ours.
Progress Connection::pass_on(Progress progress, Wait* wait) {
  const bool readable = progress == Progress::want_readable;
  if (readable || progress == Progress::want_writable) wait->add(handle_, readable, !readable);
  if (progress == Progress::failed) {
    native_ = stream_.native();
    return fail(stream_.code());
  }
  return progress;
}

Progress Connection::probe() {
  // TLS 1.3 may have sent tickets; a peer that sends them without end is as good as lost.
  constexpr int kMaxReads = 16;  // two each
  char stray;
  size_t count = 0;
  Progress progress = Progress::again;
  for (int i = 0; i < kMaxReads && progress == Progress::again; ++i)
    progress = stream_.read(&stray, sizeof stray, &count);
  return progress;
}

Progress Connection::probe_behind() {
  stream_.spare_receive();
  return probe();
}

Progress Connection::write(const void* bytes, size_t size, size_t* count, Wait* wait) {
  return pass_on(stream_.write(bytes, size, count), wait);
}

Progress Connection::read(void* bytes, size_t size, size_t* count, Wait* wait) {
  return pass_on(stream_.read(bytes, size, count), wait);
}

Statistics Connection::statistics() const {
  Statistics statistics;
  statistics.connections = connections_;
  statistics.handshakes = handshakes_;
  statistics.resumptions = stream_.resumptions();
  statistics.bytes_sent = stream_.bytes_sent();
  statistics.bytes_received = stream_.bytes_received();
  return statistics;
}

}  // namespace sparekey
