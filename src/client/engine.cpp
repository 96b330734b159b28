// SPDX-License-Identifier: Apache-2.0
#include "client/engine.hpp"

#include "api/envelope.hpp"
#include "base/failure.hpp"
#include "base/place.hpp"
#include "base/psa.hpp"
#include "base/wipe.hpp"
#include "client/config_check.hpp"
#include "client/user_agent.hpp"
#include "http/request_writer.hpp"
#include "sparekey/options.hpp"
#include "tls/pool.hpp"
#include "tls/revocation.hpp"

namespace sparekey {

namespace {

// mbedTLS calls a key a bad one that it has no memory to read.
bool ran_out_since(uint32_t refusals_before) { return tls::pool_refusals != refusals_before; }

Text language_tag(Language language) {
  static constexpr char kTags[][6] = {"zh-CN", "en-US", "zh-TW", "ja-JP"};
  return {kTags[static_cast<size_t>(language)], 5};
}

// After these the connection is as good as before; every other error closes it.
bool keeps_connection(Code code) {
  const Kind kind = kind_of(code);
  return kind == Kind::none || kind == Kind::service || kind == Kind::usage ||
         code == Code::bad_key || code == Code::password_too_long ||
         code == Code::buffer_too_small || code == Code::encryption_failed;
}

}  // namespace

Failure Engine::open() {
  const PsaRandom ours(random_);
  if (const char* detail = check_config(config_, port_, &origin_, &target_, &proxy_.origin))
    return {Code::bad_argument, detail};
  // Not covered: in a build without read-ahead, which tests/package/options makes.
  if (!SPAREKEY_READ_AHEAD && limits_.read_ahead_bytes > 0) {
    return {Code::bad_argument, in_words("this library was built without read-ahead")};
  }
  proxy_.credentials = config_.proxy_credentials;
  proxy_.buffer = exchange_bytes_;
  proxy_.buffer_size = limits_.exchange_bytes;
  proxy_.overhead_bytes = limits_.overhead_bytes;
  proxy_.parser = &parser_;
  // The exchange buffer is free between calls, and while connecting too: a request is written once
  // the connection stands. The anchors use it while the server's chain is verified; no flight of
  // ours is gathered then.
  tls::Room room;
  room.flight = reinterpret_cast<uint8_t*>(exchange_bytes_);
  room.flight_size = limits_.exchange_bytes;
  // The tokens are free until an answer is understood; by then all that was read ahead of it is
  // used up, or the connection closed.
  room.ahead = reinterpret_cast<uint8_t*>(tokens_);
  room.ahead_size = limits_.json_tokens * kJsonTokenBytes + limits_.read_ahead_bytes;
  const tls::AnchorBytes anchors{config_.ca_pem, config_.ca_ders, config_.ca_der_count};
  Failure failure = tls::begin_mbedtls();
  if (failure.ok()) failure = anchors_.begin(anchors, {room.flight, room.flight_size});
  if (failure.ok() && config_.crls.revocation != nullptr)
    failure = config_.crls.revocation->read(config_.crls.der);
  if (!failure.ok()) return failure;
  const tls::Trust trust{{config_.pins, config_.pin_count}, config_.crls, config_.clock_policy};
  return connection_.begin(port_, random_, anchors_, trust, origin_, target_, proxy_, room);
}

void Engine::close() {
  const PsaRandom ours(random_);
  connection_.end();
  anchors_.end();
  wipe(exchange_bytes_, limits_.exchange_bytes);
}

// All of a request or an answer that is in it. What the anchors leave there is public, and the
// tunnel cleans up behind itself.
void Engine::wipe_exchange(size_t from) {
  const size_t answered = parser_.body().size();
  const size_t end = answered > touched_ ? answered : touched_;
  if (end > from) wipe(exchange_bytes_ + from, end - from);
  touched_ = from;
}

// Moves the service's words to the front, the one that lies lower first, each with its closing
// quote, and wipes what is behind them. The quote is room for a NUL.
void Engine::wipe_all_but_words() {
  char* behind = exchange_bytes_;
  Text* text = &result_.message;
  Text* other = &result_.request_id;
  if (other->data() < text->data()) {
    text = other;
    other = &result_.message;
  }
  for (; text != nullptr; text = other, other = nullptr) {
    const size_t size = text->size();
    if (size == 0) continue;
    memmove(behind, text->data(), size + 1);
    *text = Text(behind, size);
    behind += size + 1;
  }
  wipe_exchange(static_cast<size_t>(behind - exchange_bytes_));
}

void Engine::set_phase(Phase phase) {
  if (phase == phase_) return;
  phase_ = phase;
  if (config_.on_phase != nullptr) config_.on_phase(config_.on_phase_context, phase);
}

// Answers' texts lie there until the next call, and look like good arguments for it.
bool Engine::will_overwrite(Text argument) const {
  const auto place = reinterpret_cast<uintptr_t>(argument.data()) -
                     reinterpret_cast<uintptr_t>(exchange_bytes_);  // huge if it lies below
  return !argument.empty() && place < limits_.exchange_bytes;
}

const char* Engine::check(const api::Call* call, const api::Arguments& arguments) const {
  Text texts[6];
  static_assert(
      offsetof(api::Arguments, reset) + offsetof(ResetRequest, encryption) == sizeof texts &&
          sizeof(api::Arguments) <= sizeof texts + 16,
      "Arguments begins with texts, and holds no other");
  memcpy(static_cast<void*>(texts), &arguments, sizeof texts);
  for (const Text text : texts)
    if (will_overwrite(text))
      return in_words("an argument lies in an answer of this client: copy it first");
  return call == nullptr || call->check == nullptr ? nullptr : call->check(arguments);
}

Result Engine::begin(const api::Call* call, const api::Arguments& arguments,
                     const PasswordCipher* cipher, Completion completion) {
  if (stage_ != Stage::over || completion_.function != nullptr)
    return unsent(Code::bad_argument, in_words("a call is under way"));
  const char* detail = check(call, arguments);
  // Not covered: in a build without RSA or SM2, which tests/package/options makes.
  if (detail == nullptr && cipher != nullptr && cipher->type == nullptr) {
    detail = in_words("this library was built without that encryption");
  }
  Code code = detail == nullptr ? Code::ok : Code::bad_argument;
  if (code == Code::ok) {
    wipe_exchange();
    call_ = call;
    cipher_ = cipher;
    arguments_ = arguments;
    if (call != nullptr && cipher == nullptr) {
      // A request that cannot be written is refused before anything is connected.
      code = write_request(*call);
      wipe_exchange();
    }
  }
  set_unsent(&result_, code, detail);
  if (code == Code::ok) start(completion);
  return result_;
}

void Engine::start(Completion completion) {
  completion_ = completion;
  fetching_key_ = false;
  probed_ = false;
  key_fetched_ = false;
  handed_over_ = false;
  __atomic_store_n(&cancelled_, false, __ATOMIC_RELAXED);
  begun_ms_ = port_.monotonic_ms(port_.context);
  deadline_ms_ = begun_ms_ + config_.timeout_ms;
  const Statistics before = statistics();
  sent_before_ = before.bytes_sent;
  received_before_ = before.bytes_received;
  stage_ = Stage::connect;
}

CallProgress Engine::progress() const {
  CallProgress progress;
  if (stage_ == Stage::over) return progress;
  const Statistics now = statistics();
  progress.phase = phase_;
  progress.elapsed_ms = port_.monotonic_ms(port_.context) - begun_ms_;
  progress.bytes_sent = now.bytes_sent - sent_before_;
  progress.bytes_received = now.bytes_received - received_before_;
  progress.request_sent = stage_ == Stage::receive && !fetching_key_;
  return progress;
}

void Engine::stop(Code code, const char* detail) {
  result_.detail = detail;
  finish(code);
}

void Engine::abandon() {
  const PsaRandom ours(random_);
  reset(&completion_);
  if (stage_ != Stage::over) finish(Code::cancelled);
}

bool Engine::step(Wait* wait) {
  const PsaRandom ours(random_);
  // A peer that sends TLS 1.3 tickets without end must not hold the caller's loop.
  constexpr int kMovesPerStep = 256;
  for (int moves = 0;;) {
    while (stage_ != Stage::over) {
      if (!move(wait)) return false;
      if (++moves < kMovesPerStep) continue;
      wait->until_ms = port_.monotonic_ms(port_.context);
      return false;
    }
    if (completion_.function == nullptr) return true;
    const Completion completion = completion_;
    reset(&completion_);
    const Result result = result_;  // the function may begin the next call
    completion.function(completion.context, result);
  }
}

// One move. False: the next has to wait, as `*wait` says.
bool Engine::move(Wait* wait) {
  const int64_t now_ms = port_.monotonic_ms(port_.context);
  if (__atomic_load_n(&cancelled_, __ATOMIC_RELAXED)) {
    finish(Code::cancelled);
    return true;
  }
  if (now_ms >= deadline_ms_) {
    finish(Code::timed_out);
    return true;
  }
  wait->count = 0;
  wait->until_ms = deadline_ms_;
  const Progress progress = run_stage(now_ms, wait);
  if (progress == Progress::want_readable || progress == Progress::want_writable) return false;
  if (stage_ != Stage::connect || phase_ != Phase::securing) return true;
  // Each step of a handshake may be a long computation.
  wait->until_ms = now_ms;
  return false;
}

Progress Engine::run_stage(int64_t now_ms, Wait* wait) {
  switch (stage_) {
    case Stage::connect:
      return connect(now_ms, wait);
    case Stage::write:
      return write();
    case Stage::send:
      return send(wait);
    case Stage::receive:
      return receive(now_ms, wait);
    // Not covered: step() makes no move of a call that is over.
    case Stage::over:
      break;
  }
  return Progress::done;  // Not covered: as above.
}

Progress Engine::connect(int64_t now_ms, Wait* wait) {
  if (connection_.is_open() && !probed_) {
    // Nothing of this call was sent yet, so a connection that died meanwhile can be replaced. One
    // that is too old is looked at first all the same: a session may have come over it.
    const bool alive = connection_.probe() == Progress::want_readable;
    if (!alive || now_ms - last_used_ms_ > config_.idle_limit_ms) connection_.close();
  }
  probed_ = true;
  if (connection_.is_open()) {
    report_judgement();
    stage_ = Stage::write;
    return Progress::again;
  }
  // A key is believed for as long as the connection that brought it, and by the call that fetched
  // it.
  if (!key_fetched_) key_cipher_ = nullptr;
  const Progress progress = connection_.step(now_ms, deadline_ms_, wait);
  if (progress == Progress::failed) {
    if (connection_.code() == Code::proxy_refused) {
      report_head();
    } else if (kind_of(connection_.code()) == Kind::tls) {
      report_judgement();
    } else if (SPAREKEY_PROXY && !config_.proxy.empty() && phase_ < Phase::securing) {
      result_.detail = in_words("this is about the proxy");
    }
    return finish_failed();
  }
  const Phase phase = connection_.phase();
  if (connection_.is_open())
    last_used_ms_ = now_ms;
  else if (phase != Phase::idle)  // it begins again, without its session
    set_phase(phase);
  return progress;
}

// As finish(), with the code and mbedTLS's error that the connection failed with.
Progress Engine::finish_failed() {
  result_.native = connection_.native();
  return finish(connection_.code());
}

// Not inlined, like report_head(): both have several callers.
[[gnu::noinline]] void Engine::report_judgement() {
  result_.detail = connection_.judge().detail();
  result_.clock_was_unset = connection_.judge().clock_was_unset();
}

[[gnu::noinline]] void Engine::report_head() {
  result_.http_status = parser_.status();
  result_.retry_after_s = parser_.retry_after_s();
}

Progress Engine::write() {
  fetching_key_ = key_is_missing();
  if (call_ == nullptr && !fetching_key_) return finish(Code::ok);
  const Code code = write_request(fetching_key_ ? api::kPublicKeys.row : *call_);
  if (code != Code::ok) return finish(code);
  sent_ = 0;
  stage_ = Stage::send;
  set_phase(Phase::sending);
  return Progress::again;
}

Code Engine::write_request(const api::Call& call) {
  const bool to_phone = call.sms_path != nullptr && arguments_.recipient.email.empty();
  http::RequestWriter request(exchange_bytes_, limits_.exchange_bytes);
  request.begin(call.method, to_phone ? call.sms_path : call.path, origin_.authority);
  request.lines(kUserAgentLine);
  request.lines("accept: application/json\r\naccept-encoding: identity\r\n");
  request.prefix(config_.brand == Brand::genauth ? "x-genauth-" : "x-authing-");
  request.field("app-id", config_.app_id);
  if (!config_.userpool_id.empty()) request.field("userpool-id", config_.userpool_id);
  if (!config_.client_name.empty()) request.field("request-from", config_.client_name);
  request.field("sdk-version", "sparekey:" SPAREKEY_VERSION);
  request.field("lang", language_tag(config_.language));
  if (!config_.access_token.empty()) request.bearer(config_.access_token);
  Code code = Code::ok;
  const bool has_body = call.write != nullptr;
  if (has_body) {
    request.lines("content-type: application/json\r\n");
    json::ObjectWriter body(request.body());
    code = write_body(call, body);
  }
  request_ = request.finish(has_body);
  touched_ = request.touched();
  if (code == Code::ok && !request.ok()) code = Code::buffer_too_small;
  return code;
}

Code Engine::write_body(const api::Call& call, json::ObjectWriter& body) {
  if (cipher_ == nullptr) {
    call.write(body, arguments_, nullptr);
    return Code::ok;
  }
  api::EncryptedPassword password{cipher_->type, 0, nullptr};
  const Code measured = cipher_->measure(key_, arguments_.reset, &password.size);
  if (measured != Code::ok) return measured;
  call.write(body, arguments_, &password);
  if (password.place == nullptr) return Code::buffer_too_small;
  const uint32_t refusals_before = tls::pool_refusals;
  const Code code =
      cipher_->encrypt(&key_, arguments_.reset, random_, password.place, &result_.native);
  return ran_out_since(refusals_before) ? Code::out_of_memory : code;
}

Progress Engine::send(Wait* wait) {
  if (!fetching_key_) handed_over_ = true;
  size_t count = 0;
  const Text rest = request_.substr(sent_);
  const Progress progress = connection_.write(rest.data(), rest.size(), &count, wait);
  if (progress == Progress::failed) return finish_failed();
  if (progress == Progress::closed) return finish(Code::connection_lost);
  if (progress != Progress::done) return progress;
  sent_ += count;
  if (sent_ < request_.size()) return Progress::again;
  wipe_exchange();
  parser_.begin(exchange_bytes_, limits_.exchange_bytes, limits_.overhead_bytes);
  stage_ = Stage::receive;
  set_phase(Phase::waiting);
  return Progress::again;
}

// Not inlined: a handshake goes deeper, and should not carry this buffer on its stack.
[[gnu::noinline]] Progress Engine::receive(int64_t now_ms, Wait* wait) {
  uint8_t bytes[256];
  size_t count = 0;
  const Progress progress = connection_.read(bytes, sizeof bytes, &count, wait);
  Code code = Code::ok;
  switch (progress) {
    case Progress::done:
      set_phase(Phase::receiving);
      code = parser_.feed(Bytes{bytes, count});
      wipe(bytes, count);
      break;
    case Progress::closed:
      code = parser_.finish();
      break;
    case Progress::failed:
      result_.native = connection_.native();
      code = connection_.code();
      break;
    case Progress::again:
    case Progress::want_readable:
    case Progress::want_writable:
      return progress;
  }
  if (code == Code::ok && !parser_.complete()) return Progress::again;
  report_head();
  if (code != Code::ok) return finish(code);
  return answered(now_ms, parser_.keep_alive() && progress != Progress::closed);
}

// Not inlined, for the same reason.
[[gnu::noinline]] Progress Engine::answered(int64_t now_ms, bool keep_alive) {
  last_used_ms_ = now_ms;
  const Progress behind = connection_.probe_behind();
  if (behind == Progress::done) return finish(Code::bad_http);
  if (!keep_alive || behind != Progress::want_readable) connection_.close();

  const Code code = understand(parser_.status(), parser_.body());
  if (code != Code::ok || !fetching_key_) return finish(code);
  wipe_exchange();
  set_unsent(&result_, Code::ok);
  key_fetched_ = true;
  stage_ = Stage::connect;
  return Progress::again;
}

Code Engine::understand(int http_status, Text body) {
  json::Document document;
  const Code parsed = document.parse(exchange_bytes_, body.size(), tokens_, limits_.json_tokens);
  if (parsed != Code::ok) return http_status >= 400 ? Code::http_status : parsed;
  const api::Call& call = fetching_key_ ? api::kPublicKeys.row : *call_;
  json::Value data;
  const Code code = api::read_envelope(document, call, http_status, &result_, &data);
  if (code != Code::ok) return code;
  if (fetching_key_) return take_key(document, data);
  return call.read == nullptr ? Code::ok : call.read(document, data, arguments_.answer);
}

Code Engine::take_key(json::Document& document, json::Value data) {
  api::PublicKey key{cipher_->type, Text()};
  Code code = api::kPublicKeys.row.read(document, data, &key);
  const uint32_t refusals_before = tls::pool_refusals;
  if (code == Code::ok) code = cipher_->decode_key(key.published, &key_);
  if (ran_out_since(refusals_before)) code = Code::out_of_memory;
  key_cipher_ = code == Code::ok ? cipher_ : nullptr;
  return code;
}

Progress Engine::finish(Code code) {
  const Kind kind = kind_of(code);
  const bool said_by_service = kind == Kind::none || kind == Kind::service;
  if (!keeps_connection(code)) connection_.close();
  // What was half built or half read may be secret. Where only the shape is wrong, the service's
  // words are what its operators will ask for.
  if (!said_by_service) {
    if (code != Code::unexpected_shape) result_.message = result_.request_id = Text();
    wipe_all_but_words();
  }
  result_.code = code;
  if (code == Code::out_of_memory) result_.detail = tls::pool_shortage();
  if (!handed_over_)
    result_.delivery = Delivery::not_sent;
  else
    result_.delivery = said_by_service ? Delivery::answered : Delivery::unknown;
  result_.advice = advice_for(code, result_.delivery, result_.http_status);
  stage_ = Stage::over;
  set_phase(Phase::idle);
  return Progress::done;
}

}  // namespace sparekey
