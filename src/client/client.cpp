// SPDX-License-Identifier: Apache-2.0
#include "sparekey/client.hpp"

#include <mbedtls/version.h>

#include "base/wipe.hpp"
#include "client/engine.hpp"

// Debian's musl brings no <new>.
struct SparekeyPlace {
  void* memory;
};
inline void* operator new(size_t, SparekeyPlace place) noexcept { return place.memory; }

namespace sparekey {
namespace {

static_assert(sizeof(Engine) <= kEngineBytes, "kEngineBytes must hold the engine");
static_assert(alignof(Engine) <= kMemoryAlignment, "kMemoryAlignment must suit the engine");
static_assert(kEngineBytes % kMemoryAlignment == 0, "what follows the engine must be aligned");

Result failure(Code code, const char* detail) {
  Result result;
  result.code = code;
  result.advice = advice_for(code, result.delivery);
  result.detail = detail;
  return result;
}

Result run(Engine* engine, const Order& order) {
  if (engine == nullptr) return failure(Code::bad_argument, "the client is not open");
  engine->begin(order);
  Wait wait;
  while (!engine->step(&wait)) {
    const Port& port = engine->port();
    const int status = port.wait(port.context, wait.interests, wait.count, wait.until_ms);
    if (status == kPortInterrupted)
      engine->stop(Code::cancelled, nullptr);
    else if (status != kPortOk)
      engine->stop(Code::connection_lost, "the port cannot wait");
  }
  return engine->result();
}

}  // namespace

Text version() { return SPAREKEY_VERSION; }

uint32_t mbedtls_version() { return mbedtls_version_get_number() >> 8; }

Text name(Phase phase) {
  constexpr const char* kNames[] = {"idle",    "resolving", "connecting", "securing",
                                    "sending", "waiting",   "receiving"};
  return kNames[static_cast<size_t>(phase)];
}

Result Client::open(const Config& config, const Port& port, void* memory, size_t memory_size,
                    const Limits& limits) {
  close();
  if (memory == nullptr || memory_size < memory_needed(limits) ||
      reinterpret_cast<uintptr_t>(memory) % kMemoryAlignment != 0)
    return failure(Code::buffer_too_small,
                   "the memory is less than the limits need, or not aligned");
  auto* bytes = static_cast<char*>(memory);
  char* tokens = bytes + kEngineBytes;
  char* exchange = tokens + limits.json_tokens * kJsonTokenBytes;
  engine_ = new (SparekeyPlace{memory}) Engine();
  const char* detail = nullptr;
  const Code code = engine_->open(config, port, limits, reinterpret_cast<json::Token*>(tokens),
                                  exchange, &detail);
  if (code == Code::ok) return Result();
  close();
  return failure(code, detail);
}

void Client::close() {
  if (engine_ == nullptr) return;
  engine_->close();
  wipe(engine_, sizeof *engine_);
  engine_ = nullptr;
}

Result Client::system(SystemAnswer* out) {
  Order order;
  order.call = api::Call::system;
  order.system_answer = out;
  return run(engine_, order);
}

Result Client::send_code(const Recipient& recipient) {
  Order order;
  order.call = api::Call::send_code;
  order.recipient = recipient;
  return run(engine_, order);
}

Result Client::check_code(const Recipient& recipient, Text pass_code, CheckCodeAnswer* out) {
  Order order;
  order.call = api::Call::check_code;
  order.recipient = recipient;
  order.pass_code = pass_code;
  order.check_code_answer = out;
  return run(engine_, order);
}

Result Client::verify(const Recipient& recipient, Text pass_code, VerifyAnswer* out) {
  Order order;
  order.call = api::Call::verify;
  order.recipient = recipient;
  order.pass_code = pass_code;
  order.verify_answer = out;
  return run(engine_, order);
}

Result Client::reset(const ResetRequest& request) {
  Order order;
  order.call = api::Call::reset;
  order.reset = request;
  return run(engine_, order);
}

Statistics Client::statistics() const {
  return engine_ == nullptr ? Statistics() : engine_->statistics();
}

}  // namespace sparekey
