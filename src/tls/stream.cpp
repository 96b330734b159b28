// SPDX-License-Identifier: Apache-2.0
#include "tls/stream.hpp"

#include "base/mbedtls_error.hpp"
#include "base/psa.hpp"
#include "base/wipe.hpp"
#include "sparekey/options.hpp"
#include "tls/generation.hpp"
#include "tls/policy.hpp"
#include "tls/pool.hpp"
#include "tls/second_lock.hpp"

namespace sparekey::tls {
namespace {

bool may_go_on(Progress progress) {
  return progress == Progress::done || progress == Progress::again;
}

}  // namespace

Failure begin_mbedtls() {
  // Not covered: tests/package/mixed_mbedtls builds such a program.
  if (!headers_match_library()) {
    return {Code::bad_argument,
            in_words("mbedTLS's headers and its library are of different versions")};
  }
  return start_psa();
}

Failure Stream::begin(const Port& port, Random& random, Anchors& anchors, const Room& room) {
  port_ = &port;
  random_ = &random;
  anchors_ = &anchors;
  room_ = room;
  mbedtls_ssl_config_init(&config_);
  session_.begin();
  begun_ = true;
  if (mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) != 0)
    return {Code::out_of_memory, nullptr};  // Not covered: no generation fails here today.
  apply_policy(&config_, random_);
  split_long_computations();
  mbedtls_ssl_conf_verify(&config_, Judge::on_certificate, &judge_);
  anchors.install(&config_);
  return {};
}

void Stream::end() {
  close();
  session_.drop();
  if (begun_) mbedtls_ssl_config_free(&config_);
  begun_ = false;
}

Code Stream::open(Handle connection, const Identity& identity, const Trust& trust) {
  connection_ = connection;
  secured_ = false;
  transport_lost_ = false;
  send_failed_ = false;
  half_written_ = false;
  gathered_ = 0;
  flushed_ = 0;
  random_->failed = false;
  refusals_before_ = pool_refusals;
  const int64_t now_s = port_->wall_clock_s(port_->context);
  judge_.begin(identity, trust, *anchors_, now_s, SPAREKEY_BUILD_TIME);
  mbedtls_ssl_init(&ssl_);
  open_ = true;
  int error = mbedtls_ssl_setup(&ssl_, &config_);
  if (error == 0) {
    // Sets SNI; an address is not a server name (RFC 6066 section 3), and 3.6 insists on hearing
    // that there is none. The judge checks the name itself.
    char name[254] = {};
    if (!identity.is_address()) memcpy(name, identity.dns_name.data(), identity.dns_name.size());
    error = mbedtls_ssl_set_hostname(&ssl_, identity.is_address() ? nullptr : name);
  }
  if (error == 0) error = session_.offer(&ssl_, now_s, &offered_);
  if (error != 0) {
    native_ = error;
    return Code::out_of_memory;
  }
  mbedtls_ssl_set_bio(&ssl_, this, send, receive, nullptr);
  return Code::ok;
}

void Stream::close() {
  if (!open_) return;
  // Half a record would have to be sent to its end first: part of a request that was given up.
  if (secured_ && !transport_lost_ && !half_written_) {
    receives_left_ = kReceivesPerStep;
    (void)mbedtls_ssl_close_notify(&ssl_);
  }
  mbedtls_ssl_free(&ssl_);
  wipe(room_.ahead, room_.ahead_size);
  wipe(room_.flight, gathered_);
  ahead_count_ = 0;
  ahead_taken_ = 0;
  open_ = false;
  secured_ = false;
}

int Stream::send(void* self, const unsigned char* bytes, size_t size) {
  auto* stream = static_cast<Stream*>(self);
  // What belongs to a request is never said to be sent before it is.
  return stream->secured_ ? stream->send_now(bytes, size) : stream->gather(bytes, size);
}

int Stream::send_now(const unsigned char* bytes, size_t size) {
  const int all = static_cast<int>(size);
  if (send_failed_) return all;
  const int sent = port_->send(port_->context, connection_, bytes, size);
  if (sent == kPortAgain) return MBEDTLS_ERR_SSL_WANT_WRITE;
  if (sent <= 0) {
    // The peer may have said why in an alert. mbedTLS goes on as if all were well, and finds it.
    send_failed_ = true;
    return all;
  }
  bytes_sent_ += static_cast<uint64_t>(sent);
  silent_ = true;
  return sent;
}

// mbedTLS sends each record of a flight alone.
int Stream::gather(const unsigned char* bytes, size_t size) {
  if (size > room_.flight_size - gathered_) {
    const int error = flush();
    if (error != 0) return error;
    if (size > room_.flight_size) return send_now(bytes, size);
  }
  memcpy(room_.flight + gathered_, bytes, size);
  gathered_ += size;
  return static_cast<int>(size);
}

// 0: nothing is left of the flight.
int Stream::flush() {
  while (flushed_ < gathered_) {
    const int sent = send_now(room_.flight + flushed_, gathered_ - flushed_);
    if (sent < 0) return sent;
    flushed_ += static_cast<size_t>(sent);
  }
  wipe(room_.flight, gathered_);
  gathered_ = 0;
  flushed_ = 0;
  return 0;
}

int Stream::receive(void* self, unsigned char* bytes, size_t size) {
  auto* stream = static_cast<Stream*>(self);
  // The peer answers to whole flights.
  const int error = stream->flush();
  if (error != 0) return error;
  // mbedTLS passes over warning alerts without coming back, for as long as they arrive.
  if (stream->receives_left_ == 0) return MBEDTLS_ERR_SSL_WANT_READ;
  --stream->receives_left_;
  return stream->take(bytes, size);
}

int Stream::receive_now(unsigned char* bytes, size_t size) {
  const bool silent = silent_ && !send_failed_;
  silent_ = false;
  if (silent) return MBEDTLS_ERR_SSL_WANT_READ;
  const int got = port_->receive(port_->context, connection_, bytes, size);
  drained_ = got > 0 && static_cast<size_t>(got) < size;
  if (got == kPortAgain && !send_failed_) return MBEDTLS_ERR_SSL_WANT_READ;
  if (got <= 0) {
    transport_lost_ = true;
    return MBEDTLS_ERR_SSL_CONN_EOF;
  }
  bytes_received_ += static_cast<uint64_t>(got);
  return got;
}

// Out of what was read ahead, as long as there is any.
int Stream::take(unsigned char* bytes, size_t size) {
  if (!SPAREKEY_READ_AHEAD || ahead_taken_ == ahead_count_) {
    if (!SPAREKEY_READ_AHEAD || size >= room_.ahead_size) return receive_now(bytes, size);
    const int got = receive_now(room_.ahead, room_.ahead_size);
    if (got < 0) return got;
    ahead_count_ = static_cast<size_t>(got);
    ahead_taken_ = 0;
  }
  const size_t left = ahead_count_ - ahead_taken_;
  const size_t count = size < left ? size : left;
  memcpy(bytes, room_.ahead + ahead_taken_, count);
  ahead_taken_ += count;
  return static_cast<int>(count);
}

// Without memory for it, the connection still goes on.
void Stream::keep_session() {
  session_.keep(ssl_);
  refusals_before_ = pool_refusals;
}

bool Stream::pool_ran_out() const { return pool_refusals != refusals_before_; }

Progress Stream::fail(int result) {
  native_ = result;
  // RFC 5246 section 7.2.2: no session outlives a fatal alert.
  if (!transport_lost_) session_.drop();
  const Code verdict = judge_.verdict();
  if (random_->failed || is_out_of_entropy(result))
    code_ = Code::entropy_failed;
  else if (is_out_of_memory(result) || pool_ran_out())
    code_ = Code::out_of_memory;
  else if (!secured_ && verdict != Code::ok)
    code_ = verdict;
  else if (!secured_ && (is_certificate_error(result) ||
                         (is_reading_certificate(ssl_) && !is_tls_error(result))))
    code_ = Code::certificate_rejected;
  else if (result == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE || (!secured_ && !transport_lost_))
    code_ = Code::handshake_failed;
  else
    code_ = Code::connection_lost;
  (void)flush();  // the alert that tells the peer why
  return Progress::failed;
}

Progress Stream::progress_of(int result) {
  if (is_computing(result)) return Progress::again;
  if (announces_ticket(result)) {
    keep_session();
    return Progress::again;
  }
  switch (result) {
    case MBEDTLS_ERR_SSL_WANT_READ:
      // The port knows nothing of what was read ahead, or of a ticket that mbedTLS has not
      // announced yet.
      if ((SPAREKEY_READ_AHEAD && ahead_taken_ < ahead_count_) ||
          (secured_ && mbedtls_ssl_check_pending(&ssl_) != 0))
        return Progress::again;
      return Progress::want_readable;
    case MBEDTLS_ERR_SSL_WANT_WRITE:
      return Progress::want_writable;
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
      return secured_ ? Progress::closed : fail(result);
    default:
      return fail(result);
  }
}

// Nothing can be sent any more. Of what has arrived, only an alert matters now.
Progress Stream::read_farewell() {
  unsigned char unheeded[64];
  Progress progress = Progress::again;
  for (int reads = 0; reads < kReceivesPerStep && may_go_on(progress); ++reads) {
    size_t count = 0;
    progress = read(unheeded, sizeof unheeded, &count);
  }
  wipe(unheeded, sizeof unheeded);
  return progress == Progress::failed ? progress : fail(MBEDTLS_ERR_SSL_CONN_EOF);
}

Progress Stream::handshake() {
  receives_left_ = kReceivesPerStep;
  if (is_handshake_over(ssl_)) {
    if (pool_ran_out() || !chain_was_verified(mbedtls_ssl_get_verify_result(&ssl_),
                                              judge_.verdict(), judge_.saw_leaf(), offered_))
      return fail(MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
    const int error = flush();
    if (error != 0) return progress_of(error);
    secured_ = true;
    silent_ = false;  // behind its handshake a server may speak first: tickets, or its goodbye
    if (send_failed_) return read_farewell();
    if (judge_.saw_leaf())
      session_.set_window(judge_.valid_from_s(), judge_.valid_until_s());
    else
      ++resumptions_;
    if (is_tls_1_2(ssl_)) keep_session();
    return Progress::done;
  }
  const int result = mbedtls_ssl_handshake_step(&ssl_);
  return result == 0 ? Progress::again : progress_of(result);
}

Progress Stream::write(const void* bytes, size_t size, size_t* count) {
  receives_left_ = kReceivesPerStep;
  const int result = mbedtls_ssl_write(&ssl_, static_cast<const unsigned char*>(bytes), size);
  half_written_ = result == MBEDTLS_ERR_SSL_WANT_WRITE;
  if (send_failed_) return read_farewell();
  if (result <= 0) return result == 0 ? Progress::again : progress_of(result);
  *count = static_cast<size_t>(result);
  return Progress::done;
}

Progress Stream::read(void* bytes, size_t size, size_t* count) {
  receives_left_ = kReceivesPerStep;
  const int result = mbedtls_ssl_read(&ssl_, static_cast<unsigned char*>(bytes), size);
  if (result > 0) {
    *count = static_cast<size_t>(result);
    return Progress::done;
  }
  // 0 is what is left of a TCP end that mbedTLS saw before a record began.
  return result == 0 ? fail(MBEDTLS_ERR_SSL_CONN_EOF) : progress_of(result);
}

}  // namespace sparekey::tls
