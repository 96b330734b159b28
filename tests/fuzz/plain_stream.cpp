// SPDX-License-Identifier: Apache-2.0
// In place of src/tls/stream.cpp: what the server sends is its plaintext. A handshake is a byte
// each way, and the server's says how it ends; the end of TCP stands for close_notify. All above
// the stream is the client as it ships. Nothing but the fuzzers' client links this.
#include "base/psa.hpp"
#include "fuzz.hpp"
#include "tls/stream.hpp"

namespace sparekey::tls {
namespace {

constexpr Code kEndings[] = {Code::ok,
                             Code::certificate_untrusted,
                             Code::certificate_expired,
                             Code::pin_mismatch,
                             Code::handshake_failed,
                             Code::out_of_memory,
                             Code::entropy_failed,
                             Code::connection_lost};

// A write that is not done must be repeated with the same bytes.
std::string unfinished_write;

}  // namespace

Failure begin_mbedtls() { return start_psa(); }

Failure Stream::begin(const Port& port, Random& random, Anchors& anchors, const Room& room) {
  port_ = &port;
  random_ = &random;
  anchors_ = &anchors;
  room_ = room;
  session_.begin();
  begun_ = true;
  return {};
}

void Stream::end() {
  close();
  session_.drop();
  begun_ = false;
}

Code Stream::open(Handle connection, const Identity& identity, const Trust& trust) {
  connection_ = connection;
  open_ = true;
  secured_ = false;
  silent_ = false;
  drained_ = false;
  gathered_ = 0;
  code_ = Code::ok;
  unfinished_write.clear();
  judge_.begin(identity, trust, *anchors_, port_->wall_clock_s(port_->context),
               SPAREKEY_BUILD_TIME);
  return Code::ok;
}

void Stream::close() {
  open_ = false;
  secured_ = false;
}

Progress Stream::fail(int) {
  if (code_ == Code::ok) code_ = Code::connection_lost;
  return Progress::failed;
}

Progress Stream::handshake() {
  fuzz::require(open_ && !secured_, "a handshake in its time");
  unsigned char byte = 0x16;
  if (gathered_ == 0) {
    const int sent = port_->send(port_->context, connection_, &byte, 1);
    if (sent == kPortAgain) return Progress::want_writable;
    if (sent != 1) return fail(sent);
    gathered_ = 1;
    return Progress::again;
  }
  const int got = port_->receive(port_->context, connection_, &byte, 1);
  if (got == kPortAgain) return Progress::want_readable;
  if (got != 1) return fail(got);
  code_ = kEndings[byte % (sizeof kEndings / sizeof kEndings[0])];
  if (code_ != Code::ok) return fail(0);
  secured_ = true;
  return Progress::done;
}

Progress Stream::write(const void* bytes, size_t size, size_t* count) {
  fuzz::require(secured_ && size > 0, "nothing is written before the peer is known");
  const std::string text(static_cast<const char*>(bytes), size);
  fuzz::require(unfinished_write.empty() || text == unfinished_write, "the same bytes again");
  unfinished_write.clear();
  const int sent = port_->send(port_->context, connection_, bytes, size);
  if (sent == kPortAgain) {
    unfinished_write = text;
    return Progress::want_writable;
  }
  if (sent <= 0) return fail(sent);
  bytes_sent_ += static_cast<uint64_t>(sent);
  silent_ = true;
  *count = static_cast<size_t>(sent);
  return Progress::done;
}

Progress Stream::read(void* bytes, size_t size, size_t* count) {
  fuzz::require(secured_ && size > 0, "nothing is read before the peer is known");
  const bool silent = silent_;
  silent_ = false;
  if (silent) return Progress::want_readable;
  const int got = port_->receive(port_->context, connection_, bytes, size);
  drained_ = got > 0 && static_cast<size_t>(got) < size;
  if (got == kPortAgain) return Progress::want_readable;
  if (got == kPortClosed) return Progress::closed;
  if (got <= 0) return fail(got);
  bytes_received_ += static_cast<uint64_t>(got);
  *count = static_cast<size_t>(got);
  return Progress::done;
}

}  // namespace sparekey::tls
