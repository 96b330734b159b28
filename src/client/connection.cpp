// SPDX-License-Identifier: Apache-2.0
#include "client/connection.hpp"

namespace sparekey {

using tls::Progress;

Code Connection::begin(const Port& port, Random& random, tls::Anchors& anchors,
                       const tls::Pins& pins, const Origin& origin, const Origin& target) {
  port_ = &port;
  pins_ = pins;
  identity_.dns_name = origin.host;
  identity_.address = origin.address;
  target_name_ = target.host;
  target_address_ = target.address;
  tcp_port_ = target.tcp_port;
  return stream_.begin(port, random, anchors);
}

void Connection::end() {
  close();
  stream_.end();
}

Phase Connection::phase() const {
  switch (state_) {
    case State::resolving:
      return Phase::resolving;
    case State::connecting:
      return Phase::connecting;
    case State::securing:
      return Phase::securing;
    default:
      return Phase::idle;
  }
}

Progress Connection::fail(Code code) {
  code_ = code;
  close();
  return Progress::failed;
}

void Connection::close() {
  stream_.close();
  if (handle_ != kNoHandle) port_->close(port_->context, handle_);
  if (lookup_ != kNoHandle) port_->resolve_end(port_->context, lookup_);
  handle_ = kNoHandle;
  lookup_ = kNoHandle;
  state_ = State::closed;
}

Progress Connection::step(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  switch (state_) {
    case State::closed:
      return start();
    case State::resolving:
      return resolve(wait);
    case State::connecting:
      return connect(now_ms, deadline_ms, wait);
    case State::securing:
      return secure(wait);
    case State::open:
      break;
  }
  return Progress::done;
}

Progress Connection::start() {
  native_ = 0;
  next_address_ = 0;
  if (target_address_.family != 0) {
    addresses_[0] = target_address_;
    address_count_ = 1;
    state_ = State::connecting;
    return Progress::again;
  }
  char name[254] = {};
  memcpy(name, target_name_.data(), target_name_.size());
  if (port_->resolve_start(port_->context, name, &lookup_) != kPortOk) {
    lookup_ = kNoHandle;
    return fail(Code::name_not_resolved);
  }
  state_ = State::resolving;
  return Progress::again;
}

Progress Connection::resolve(Wait* wait) {
  const int found = port_->resolve_result(port_->context, lookup_, addresses_, kMaxAddresses);
  if (found == kPortAgain) {
    wait->count += port_->resolve_wants(port_->context, lookup_, wait->interests + wait->count,
                                        Wait::kCapacity - wait->count, &wait->until_ms);
    return Progress::want_readable;
  }
  port_->resolve_end(port_->context, lookup_);
  lookup_ = kNoHandle;
  if (found <= 0) return fail(Code::name_not_resolved);
  address_count_ = found;
  state_ = State::connecting;
  return Progress::again;
}

Progress Connection::start_connect(int64_t now_ms, int64_t deadline_ms) {
  if (next_address_ == address_count_) return fail(Code::connect_failed);
  // A silent address may not eat up the time of those behind it.
  attempt_until_ms_ = now_ms + (deadline_ms - now_ms) / (address_count_ - next_address_);
  const Address& address = addresses_[next_address_++];
  if (port_->connect_start(port_->context, &address, tcp_port_, &handle_) < kPortAgain)
    handle_ = kNoHandle;
  return Progress::again;
}

Progress Connection::connect(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  if (handle_ == kNoHandle) return start_connect(now_ms, deadline_ms);
  const int result = port_->connect_result(port_->context, handle_);
  if (result == kPortAgain && (now_ms < attempt_until_ms_ || next_address_ == address_count_)) {
    wait->add(handle_, false, true);
    if (next_address_ < address_count_ && attempt_until_ms_ < wait->until_ms)
      wait->until_ms = attempt_until_ms_;
    return Progress::want_writable;
  }
  if (result != kPortOk) {
    port_->close(port_->context, handle_);
    handle_ = kNoHandle;
    return Progress::again;
  }
  ++connections_;
  const Code code = stream_.open(handle_, identity_, pins_);
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
  return pass_on(progress, wait);
}

// Turns what the stream wants into what to wait for, and its failure into ours.
Progress Connection::pass_on(Progress progress, Wait* wait) {
  if (progress == Progress::want_readable) wait->add(handle_, true, false);
  if (progress == Progress::want_writable) wait->add(handle_, false, true);
  if (progress == Progress::failed) {
    native_ = stream_.native();
    return fail(stream_.code());
  }
  return progress;
}

Progress Connection::probe() {
  // TLS 1.3 may have sent tickets; a peer that sends them without end is as good as lost.
  constexpr int kMaxTickets = 8;
  char stray;
  size_t count = 0;
  Progress progress = Progress::again;
  for (int i = 0; i < kMaxTickets && progress == Progress::again; ++i)
    progress = stream_.read(&stray, sizeof stray, &count);
  return progress;
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
  statistics.bytes_sent = stream_.bytes_sent();
  statistics.bytes_received = stream_.bytes_received();
  return statistics;
}

}  // namespace sparekey
