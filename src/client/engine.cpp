// SPDX-License-Identifier: Apache-2.0
#include "client/engine.hpp"

#include "api/envelope.hpp"
#include "base/base64.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "base/wipe.hpp"
#include "client/check.hpp"
#include "client/user_agent.hpp"
#include "crypto/sm2_wire.hpp"
#include "http/request_writer.hpp"
#include "tls/revocation.hpp"

namespace sparekey {

namespace {

constexpr char kSdkVersion[] = "sparekey:" SPAREKEY_VERSION;

const char* header_prefix(Brand brand) {
  return brand == Brand::genauth ? "x-genauth-" : "x-authing-";
}

const char* language_tag(Language language) {
  static constexpr const char* kTags[] = {"zh-CN", "en-US", "zh-TW", "ja-JP"};
  return kTags[static_cast<size_t>(language)];
}

// After these the connection is as good as before; every other error closes it.
bool keeps_connection(Code code) {
  const Kind kind = kind_of(code);
  return kind == Kind::none || kind == Kind::service || kind == Kind::usage ||
         code == Code::bad_key || code == Code::password_too_long ||
         code == Code::buffer_too_small || code == Code::encryption_failed;
}

}  // namespace

Code Engine::open(const char** detail) {
  *detail = sparekey::check(config_, port_, &origin_, &target_, &proxy_.origin);
  if (*detail != nullptr) return Code::bad_argument;
  proxy_.credentials = config_.proxy_credentials;
  proxy_.buffer = exchange_bytes_;
  proxy_.buffer_size = limits_.exchange_bytes;
  proxy_.overhead_bytes = limits_.overhead_bytes;
  proxy_.parser = &parser_;
  // Between calls the exchange buffer is free, and while connecting as well: a request is written
  // when the connection stands.
  const tls::AnchorBytes anchors{config_.ca_pem, config_.ca_ders, config_.ca_der_count};
  Code code =
      anchors_.begin(anchors, reinterpret_cast<uint8_t*>(exchange_bytes_), limits_.exchange_bytes);
  if (code == Code::unreadable_file)
    *detail = in_words("the trust anchors hold no usable certificate");
  if (code == Code::buffer_too_small)
    *detail = in_words("a trust anchor is larger than exchange_bytes");
  if (code != Code::ok) return code;
  if (config_.crls.revocation != nullptr) {
    code = config_.crls.revocation->check(config_.crls.der);
    if (code == Code::unreadable_file)
      *detail = in_words("there is no CRL, or one that cannot be used");
    if (code == Code::bad_argument) *detail = in_words("mbedTLS was built without CRLs");
    if (code != Code::ok) return code;
  }
  const tls::Trust trust{{config_.pins, config_.pin_count}, config_.crls, config_.clock_policy};
  auto* ahead = reinterpret_cast<uint8_t*>(exchange_bytes_ + limits_.exchange_bytes);
  code = connection_.begin(port_, random_, anchors_, trust, origin_, target_, proxy_, ahead,
                           limits_.read_ahead_bytes);
  if (code == Code::bad_argument)
    *detail = in_words("mbedTLS's headers and its library are of different versions");
  return code;
}

void Engine::close() {
  connection_.end();
  anchors_.end();
  wipe_exchange();
}

void Engine::wipe_exchange() { wipe(exchange_bytes_, limits_.exchange_bytes); }

// Moves the service's words to the front, the one that lies lower first, and wipes what is behind
// them.
void Engine::wipe_all_but_words() {
  const bool message_first = result_.message.data() < result_.request_id.data();
  Text* const words[] = {message_first ? &result_.message : &result_.request_id,
                         message_first ? &result_.request_id : &result_.message};
  size_t kept = 0;
  for (Text* text : words) {
    if (text->empty()) continue;
    memmove(exchange_bytes_ + kept, text->data(), text->size());
    *text = Text(exchange_bytes_ + kept, text->size());
    kept += text->size();
  }
  wipe(exchange_bytes_ + kept, limits_.exchange_bytes - kept);
}

void Engine::set_phase(Phase phase) {
  if (phase == phase_) return;
  phase_ = phase;
  if (config_.on_phase != nullptr) config_.on_phase(config_.on_phase_context, phase);
}

// Answers' texts lie there until the next call, and look like good arguments for it.
bool Engine::will_overwrite(Text argument) const {
  const auto begin = reinterpret_cast<uintptr_t>(exchange_bytes_);
  const auto at = reinterpret_cast<uintptr_t>(argument.data());
  return !argument.empty() && at >= begin && at < begin + limits_.exchange_bytes;
}

const char* Engine::check(const Order& order) const {
  const Text arguments[] = {order.recipient.email,
                            order.recipient.phone,
                            order.recipient.country_code,
                            order.pass_code,
                            order.reset.password_reset_token,
                            order.reset.password};
  for (const Text argument : arguments)
    if (will_overwrite(argument))
      return in_words("an argument lies in an answer of this client: copy it first");
  return sparekey::check(order);
}

Result Engine::begin(const Order& order, Completion completion) {
  if (stage_ != Stage::over || completion_.function != nullptr)
    return unsent(Code::bad_argument, in_words("a call is under way"));
  if (const char* detail = check(order)) return result_ = unsent(Code::bad_argument, detail);
  wipe_exchange();
  result_ = Result();
  order_ = order;
  exchange_ = Exchange::own;
  if (!order.prepare && !needs_key()) {
    // A request that cannot be written is refused before anything is connected.
    const Code code = write_request();
    wipe_exchange();
    if (code != Code::ok) return result_ = unsent(code);
  }
  completion_ = completion;
  probed_ = false;
  keys_fetched_ = false;
  handed_over_ = false;
  __atomic_store_n(&cancelled_, false, __ATOMIC_RELAXED);
  begun_ms_ = port_.monotonic_ms(port_.context);
  deadline_ms_ = begun_ms_ + config_.timeout_ms;
  const Statistics before = statistics();
  sent_before_ = before.bytes_sent;
  received_before_ = before.bytes_received;
  stage_ = Stage::connect;
  return Result();
}

CallProgress Engine::progress() const {
  CallProgress progress;
  if (stage_ == Stage::over) return progress;
  const Statistics now = statistics();
  progress.phase = phase_;
  progress.elapsed_ms = port_.monotonic_ms(port_.context) - begun_ms_;
  progress.bytes_sent = now.bytes_sent - sent_before_;
  progress.bytes_received = now.bytes_received - received_before_;
  return progress;
}

void Engine::stop(Code code, const char* detail) {
  result_.detail = detail;
  finish(code);
}

void Engine::abandon() {
  completion_ = Completion();
  if (stage_ != Stage::over) finish(Code::cancelled);
}

bool Engine::step(Wait* wait) {
  // A peer that sends TLS 1.3 tickets without end must not hold the caller's loop.
  constexpr int kMovesPerStep = 256;
  for (int moves = 0;;) {
    while (stage_ != Stage::over) {
      if (!go_on(wait)) return false;
      if (++moves < kMovesPerStep) continue;
      *wait = Wait();
      wait->until_ms = port_.monotonic_ms(port_.context);
      return false;
    }
    if (completion_.function == nullptr) return true;
    const Completion completion = completion_;
    completion_ = Completion();
    const Result result = result_;  // the function may begin the next call
    completion.function(completion.context, result);
  }
}

// One move. False: `*wait` says when the next is due.
bool Engine::go_on(Wait* wait) {
  const int64_t now_ms = port_.monotonic_ms(port_.context);
  if (__atomic_load_n(&cancelled_, __ATOMIC_RELAXED)) {
    finish(Code::cancelled);
    return true;
  }
  if (now_ms >= deadline_ms_) {
    finish(Code::timed_out);
    return true;
  }
  *wait = Wait();
  wait->until_ms = deadline_ms_;
  const Progress progress = advance(now_ms, wait);
  if (progress == Progress::want_readable || progress == Progress::want_writable) return false;
  if (stage_ != Stage::connect || phase_ != Phase::securing) return true;
  // Each step of a handshake may be a long computation.
  wait->until_ms = now_ms;
  return false;
}

Progress Engine::advance(int64_t now_ms, Wait* wait) {
  switch (stage_) {
    case Stage::connect:
      return connect(now_ms, wait);
    case Stage::write:
      return write();
    case Stage::send:
      return send(wait);
    case Stage::receive:
      return receive(now_ms, wait);
    case Stage::over:
      break;
  }
  return Progress::done;
}

Progress Engine::connect(int64_t now_ms, Wait* wait) {
  if (connection_.is_open() && !probed_) {
    // Nothing of this call was sent yet, so a connection that died meanwhile can be replaced.
    // Also where it is too old: it may have brought a session.
    const bool alive = connection_.probe() == Progress::want_readable;
    if (!alive || now_ms - last_used_ms_ > config_.idle_limit_ms) connection_.close();
  }
  probed_ = true;
  if (connection_.is_open()) {
    tell_judgement();
    stage_ = Stage::write;
    return Progress::again;
  }
  // The key is believed for as long as the connection that brought it, and for the present call.
  if (!keys_fetched_) key_.forget();
  const Progress progress = connection_.step(now_ms, deadline_ms_, wait);
  if (progress == Progress::failed) {
    const Code code = connection_.code();
    result_.native = connection_.native();
    if (code == Code::proxy_refused) {
      tell_head();
    } else if (kind_of(code) == Kind::tls) {
      tell_judgement();
    } else if (!config_.proxy.empty() && phase_ < Phase::securing) {
      result_.detail = in_words("this is about the proxy");
    }
    return finish(code);
  }
  if (connection_.is_open())
    last_used_ms_ = now_ms;
  else if (connection_.phase() != Phase::idle)  // it begins again, without its session
    set_phase(connection_.phase());
  return progress;
}

void Engine::tell_judgement() {
  result_.detail = connection_.judge().detail();
  result_.clock_was_unset = connection_.judge().clock_was_unset();
}

void Engine::tell_head() {
  result_.http_status = parser_.status();
  result_.retry_after_s = parser_.retry_after_s();
}

Progress Engine::write() {
  exchange_ = needs_key() && !has_key() ? Exchange::keys : Exchange::own;
  if (order_.prepare && exchange_ == Exchange::own) return finish(Code::ok);
  const Code code = write_request();
  if (code != Code::ok) return finish(code);
  sent_ = 0;
  stage_ = Stage::send;
  set_phase(Phase::sending);
  return Progress::again;
}

Code Engine::write_request() {
  const api::Call call = exchange_ == Exchange::keys ? api::Call::system : order_.call;
  const bool post = api::is_post(call);
  http::RequestWriter request(exchange_bytes_, limits_.exchange_bytes);
  request.begin(post ? "POST" : "GET", api::path_of(call, order_.recipient), origin_.authority);
  request.field("user-agent", kUserAgent);
  request.field("accept", "application/json");
  request.field("accept-encoding", "identity");
  const char* const prefix = header_prefix(config_.brand);
  request.field(prefix, "app-id", config_.app_id);
  if (!config_.userpool_id.empty()) request.field(prefix, "userpool-id", config_.userpool_id);
  if (!config_.client_name.empty()) request.field(prefix, "request-from", config_.client_name);
  request.field(prefix, "sdk-version", kSdkVersion);
  request.field(prefix, "lang", language_tag(config_.language));
  if (!config_.access_token.empty()) request.bearer(config_.access_token);
  Code code = Code::ok;
  if (post) {
    request.field("content-type", "application/json");
    json::ObjectWriter body(request.body());
    code = write_body(body);
  }
  request_ = request.finish(post);
  if (code == Code::ok && !request.ok()) code = Code::buffer_too_small;
  return code;
}

Code Engine::write_body(json::ObjectWriter& body) {
  switch (order_.call) {
    case api::Call::system:
      break;
    case api::Call::send_code:
      api::write_send_code(body, order_.recipient);
      break;
    case api::Call::check_code:
      api::write_check_code(body, order_.recipient, order_.pass_code);
      break;
    case api::Call::verify:
      api::write_verify(body, order_.recipient, order_.pass_code);
      break;
    case api::Call::reset:
      if (order_.reset.encryption == Encryption::rsa) return write_rsa(body);
      if (order_.reset.encryption == Encryption::sm2) return write_sm2(body);
      api::write_reset(body, order_.reset.password_reset_token, order_.reset.password);
      break;
  }
  return Code::ok;
}

Code Engine::write_rsa(json::ObjectWriter& body) {
  if (order_.reset.password.size() > key_.rsa().max_password()) return Code::password_too_long;
  const size_t size = key_.rsa().modulus_size;
  const size_t encoded_size = base64_size(size);
  char* encoded =
      api::write_reset_encrypted(body, order_.reset.password_reset_token, "rsa", encoded_size);
  if (encoded == nullptr) return Code::buffer_too_small;
  auto* ciphertext = reinterpret_cast<uint8_t*>(encoded + (encoded_size - size));
  const Code code =
      crypto::rsa_encrypt(key_.rsa(), order_.reset.password, random_, ciphertext, &result_.native);
  if (code == Code::ok) base64_encode(Bytes{ciphertext, size}, encoded);
  return code;
}

Code Engine::write_sm2(json::ObjectWriter& body) {
  const ResetRequest& reset = order_.reset;
  const size_t size = crypto::sm2_ciphertext_size(reset.password.size());
  const size_t wire_size = crypto::sm2_wire_size(reset.sm2_format, reset.password.size());
  char* wire = api::write_reset_encrypted(body, reset.password_reset_token, "sm2", wire_size);
  if (wire == nullptr) return Code::buffer_too_small;
  auto* ciphertext = reinterpret_cast<uint8_t*>(wire + (wire_size - size));
  const Code code =
      crypto::sm2_encrypt(key_.sm2(), reset.password, random_, key_.sm2_work(), ciphertext);
  if (code == Code::ok) crypto::sm2_to_wire(reset.sm2_format, Bytes{ciphertext, size}, wire);
  return code;
}

Progress Engine::send(Wait* wait) {
  if (exchange_ == Exchange::own) handed_over_ = true;
  size_t count = 0;
  const Text rest = request_.substr(sent_);
  const Progress progress = connection_.write(rest.data(), rest.size(), &count, wait);
  if (progress == Progress::failed || progress == Progress::closed) {
    result_.native = connection_.native();
    return finish(progress == Progress::failed ? connection_.code() : Code::connection_lost);
  }
  if (progress != Progress::done) return progress;
  sent_ += count;
  if (sent_ < request_.size()) return Progress::again;
  wipe_exchange();
  parser_.begin(exchange_bytes_, limits_.exchange_bytes, limits_.overhead_bytes);
  stage_ = Stage::receive;
  set_phase(Phase::waiting);
  return Progress::again;
}

// Not inlined: a handshake goes deeper and needs no place for bytes.
__attribute__((noinline)) Progress Engine::receive(int64_t now_ms, Wait* wait) {
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
      return finish(connection_.code());
    default:
      return progress;
  }
  if (code != Code::ok) {
    tell_head();
    // A gateway's error page is that first of all, and large only besides.
    const bool error_page = code == Code::answer_too_large && parser_.status() >= 400;
    return finish(error_page ? Code::http_status : code);
  }
  if (!parser_.complete()) return Progress::again;
  return answered(now_ms, parser_.keep_alive() && progress != Progress::closed);
}

// Not inlined, like receive.
__attribute__((noinline)) Progress Engine::answered(int64_t now_ms, bool keep_alive) {
  tell_head();
  last_used_ms_ = now_ms;
  const Progress behind = connection_.probe();
  if (behind == Progress::done) return finish(Code::bad_http);
  if (!keep_alive || behind != Progress::want_readable) connection_.close();

  const Code code = understand(parser_.status(), parser_.body());
  if (code != Code::ok || exchange_ == Exchange::own) return finish(code);
  wipe_exchange();
  result_ = Result();
  keys_fetched_ = true;
  stage_ = Stage::connect;
  return Progress::again;
}

Code Engine::understand(int http_status, Text body) {
  json::Document document;
  const Code parsed = document.parse(exchange_bytes_, body.size(), tokens_, limits_.json_tokens);
  if (parsed != Code::ok) return http_status >= 400 ? Code::http_status : parsed;
  const bool keys = exchange_ == Exchange::keys;
  json::Value data;
  const Code code = api::read_envelope(document, keys ? api::Call::system : order_.call,
                                       http_status, &result_, &data);
  if (code != Code::ok) return code;
  return keys ? take_keys(document, data) : read_own_answer(document, data);
}

Code Engine::take_keys(json::Document& document, json::Value data) {
  const Encryption encryption = order_.reset.encryption;
  Text key;
  const Code code =
      api::read_public_key(document, data, encryption == Encryption::rsa ? "rsa" : "sm2", &key);
  return code == Code::ok ? key_.decode(encryption, key) : code;
}

Code Engine::read_own_answer(json::Document& document, json::Value data) {
  switch (order_.call) {
    case api::Call::system:
      return api::read_system(document, data, order_.system_answer);
    case api::Call::send_code:
      break;
    case api::Call::check_code:
      return api::read_check_code(document, data, order_.check_code_answer);
    case api::Call::verify:
      return api::read_verify(document, data, order_.verify_answer);
    case api::Call::reset:
      return api::read_reset(document, data);
  }
  return Code::ok;
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
