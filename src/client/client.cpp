// SPDX-License-Identifier: Apache-2.0
#include "sparekey/client.hpp"

#include "base/failure.hpp"
#include "base/place.hpp"
#include "base/wipe.hpp"
#include "client/engine.hpp"
#include "sparekey/options.hpp"
#include "tls/generation.hpp"
#include "tls/pool.hpp"

namespace sparekey {
namespace {

static_assert(sizeof(Engine) <= kEngineBytes, "kEngineBytes must hold the engine");
static_assert(alignof(Engine) <= kMemoryAlignment, "kMemoryAlignment must suit the engine");
static_assert(kEngineBytes % kMemoryAlignment == 0, "what follows the engine must be aligned");

constexpr const char* kNotOpenWords = in_words("the client is not open");
// Not covered: the compiler runs it.
constexpr Result not_open() {
  Result result;
  result.code = Code::bad_argument;
  result.advice = Advice::check_input;
  result.detail = kNotOpenWords;
  return result;
}
constexpr Result kNotOpen = not_open();

// The row of a call that answers into `out`: no other type compiles.
template <typename Answer>
const api::Call* row_of(const api::CallOf<Answer>& call, const Answer*) {
  return &call.row;
}
const api::Call* row_of(const api::CallOf<void>& call) { return &call.row; }

}  // namespace

Text version() { return SPAREKEY_VERSION; }

uint32_t mbedtls_version() { return tls::library_version() >> 8; }

Text name(Phase phase) {
  switch (phase) {
    case Phase::idle:
      return "idle";
    case Phase::resolving:
      return "resolving";
    case Phase::connecting:
      return "connecting";
    case Phase::securing:
      return "securing";
    case Phase::sending:
      return "sending";
    case Phase::waiting:
      return "waiting";
    case Phase::receiving:
      return "receiving";
  }
  return {};
}

Result Client::open(const Config& config, const Port& port, void* memory, size_t memory_size,
                    const Limits& limits) {
  close();
  if (memory == nullptr || memory_size < memory_needed(limits) ||
      reinterpret_cast<uintptr_t>(memory) % kMemoryAlignment != 0)
    return unsent(Code::buffer_too_small,
                  in_words("the memory is less than the limits need, or not aligned"));
  auto* bytes = static_cast<char*>(memory);
  char* tokens = bytes + kEngineBytes;
  char* exchange = tokens + limits.json_tokens * kJsonTokenBytes + limits.read_ahead_bytes;
  engine_ = new (SparekeyPlace{memory})
      Engine(config, port, limits, reinterpret_cast<json::Token*>(tokens), exchange);
  const Failure failure = engine_->open();
  if (failure.ok()) return Result();
  close();
  return unsent(failure.code,
                failure.code == Code::out_of_memory ? tls::pool_shortage() : failure.detail);
}

void Client::close() {
  if (engine_ == nullptr) return;
  engine_->close();
  wipe(engine_, sizeof *engine_);
  engine_ = nullptr;
}

Result Client::begin(const api::Call* call, const api::Arguments& arguments,
                     const PasswordCipher* cipher, Completion completion) {
  if (engine_ == nullptr) return unsent(Code::bad_argument, kNotOpenWords);
  return engine_->begin(call, arguments, cipher, completion);
}

Result Client::begin_prepare(Encryption encryption, Completion completion) {
  return begin(nullptr, api::Arguments(), cipher_for(encryption), completion);
}

Result Client::begin_system(SystemAnswer* out, Completion completion) {
  return begin(row_of(api::kSystem, out), {{}, {}, {}, out}, nullptr, completion);
}

Result Client::begin_send_code(const Recipient& recipient, Completion completion) {
  return begin(row_of(api::kSendCode), {recipient, {}, {}, nullptr}, nullptr, completion);
}

Result Client::begin_check_code(const Recipient& recipient, Text pass_code, CheckCodeAnswer* out,
                                Completion completion) {
  return begin(row_of(api::kCheckCode, out), {recipient, pass_code, {}, out}, nullptr, completion);
}

Result Client::begin_verify(const Recipient& recipient, Text pass_code, VerifyAnswer* out,
                            Completion completion) {
  return begin(row_of(api::kVerify, out), {recipient, pass_code, {}, out}, nullptr, completion);
}

Result Client::begin_reset(const ResetRequest& request, Completion completion) {
  return begin(row_of(api::kReset), {{}, {}, request, nullptr}, cipher_for(request.encryption),
               completion);
}

bool Client::step(Wait* wait) { return engine_ == nullptr || engine_->step(wait); }

Result Client::finish() {
  // Between two steps of a handshake there is nothing to wait for. Only behind a long one the port
  // is asked all the same, since it may say that somebody cancels.
  constexpr int64_t kLongMs = 50;
  Wait wait;
  while (!step(&wait)) {
    const Port& port = engine_->port();
    const int64_t late_ms = port.monotonic_ms(port.context) - wait.until_ms;
    if (engine_->is_securing() && late_ms >= 0 && late_ms < kLongMs) continue;
    const int status = port.wait(port.context, wait.interests, wait.count, wait.until_ms);
    if (status == kPortInterrupted)
      engine_->stop(Code::cancelled, nullptr);
    else if (status != kPortOk)
      engine_->stop(Code::connection_lost, in_words("the port cannot wait"));
  }
  // A completion may have closed the client.
  return engine_ == nullptr ? unsent(Code::bad_argument, kNotOpenWords) : engine_->result();
}

Result Client::finish(const Result& begun) { return begun.ok() ? finish() : begun; }

Result Client::prepare(Encryption encryption) { return finish(begin_prepare(encryption)); }

Result Client::system(SystemAnswer* out) { return finish(begin_system(out)); }

Result Client::send_code(const Recipient& recipient) { return finish(begin_send_code(recipient)); }

Result Client::check_code(const Recipient& recipient, Text pass_code, CheckCodeAnswer* out) {
  return finish(begin_check_code(recipient, pass_code, out));
}

Result Client::verify(const Recipient& recipient, Text pass_code, VerifyAnswer* out) {
  return finish(begin_verify(recipient, pass_code, out));
}

Result Client::reset(const ResetRequest& request) { return finish(begin_reset(request)); }

const Result& Client::result() const { return engine_ == nullptr ? kNotOpen : engine_->result(); }

void Client::cancel() {
  if (engine_ != nullptr) engine_->cancel();
}

bool Client::reports_to(const void* context) const {
  return engine_ != nullptr && engine_->reports_to(context);
}

void Client::abandon() {
  if (engine_ != nullptr) engine_->abandon();
}

CallProgress Client::progress() const {
  return engine_ == nullptr ? CallProgress() : engine_->progress();
}

int64_t Client::now_ms() const {
  return engine_ == nullptr ? 0 : engine_->port().monotonic_ms(engine_->port().context);
}

Statistics Client::statistics() const {
  return engine_ == nullptr ? Statistics() : engine_->statistics();
}

}  // namespace sparekey
