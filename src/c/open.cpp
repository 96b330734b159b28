// SPDX-License-Identifier: Apache-2.0
// From C's configuration to an open client.
#include "c/client_state.hpp"
#include "c/port.hpp"
#include "c/result.hpp"
#include "c/values.hpp"

namespace sparekey::c {
namespace {

static_assert(sizeof(sparekey_bytes) == sizeof(Bytes));
static_assert(alignof(sparekey_bytes) == alignof(Bytes));
static_assert(offsetof(sparekey_bytes, size) == offsetof(Bytes, size));
static_assert(sizeof(sparekey_pin) == sizeof(Pin));

constexpr Limits kDefaults;
static_assert(SPAREKEY_MEMORY_BYTES == memory_needed(kDefaults) + kMemoryAlignment - 1);
// Not covered: the compiler runs it.
constexpr Limits limits_of(uint32_t exchange_bytes, uint16_t json_tokens, uint32_t read_ahead) {
  Limits limits;
  limits.exchange_bytes = exchange_bytes;
  limits.json_tokens = json_tokens;
  limits.read_ahead_bytes = read_ahead;
  return limits;
}
static_assert(SPAREKEY_MEMORY_BYTES_FOR(4001, 77, 4096) ==
              memory_needed(limits_of(4001, 77, 4096)) + kMemoryAlignment - 1);

void on_phase(void* context, Phase phase) {
  const ClientState& state = *static_cast<const ClientState*>(context);
  state.on_phase(state.on_phase_context, static_cast<sparekey_phase>(phase));
}

Limits limits_in_cpp(const sparekey_limits* limits) {
  Limits out;
  if (limits == nullptr) return out;
  if (limits->exchange_bytes != 0) out.exchange_bytes = limits->exchange_bytes;
  if (limits->json_tokens != 0) out.json_tokens = limits->json_tokens;
  if (limits->overhead_bytes != 0) out.overhead_bytes = limits->overhead_bytes;
  out.read_ahead_bytes = limits->read_ahead_bytes;
  return out;
}

Config config_in_cpp(const sparekey_config& config, ClientState* state) {
  Config out;
  out.host = config.host;
  out.app_id = config.app_id;
  out.userpool_id = config.userpool_id;
  out.access_token = config.access_token;
  if (config.client_name != nullptr) out.client_name = config.client_name;
  out.brand = static_cast<Brand>(config.brand);
  out.language = static_cast<Language>(config.language);
  out.connect_to = config.connect_to;
  out.proxy = config.proxy;
  out.proxy_credentials = config.proxy_credentials;
  if (config.ca_pem != nullptr) out.ca_pem = Text(config.ca_pem, config.ca_pem_size);
  if (config.ca_ders != nullptr) {
    out.ca_ders = reinterpret_cast<const Bytes*>(config.ca_ders);
    out.ca_der_count = config.ca_der_count;
  }
  out.crls.der = Bytes{config.crls.der.data, config.crls.der.size};
  out.crls.revocation = static_cast<const tls::Revocation*>(config.crls.revocation);
  out.clock_policy = static_cast<ClockPolicy>(config.clock_policy);
  if (config.pins != nullptr) {
    out.pins = reinterpret_cast<const Pin*>(config.pins);
    out.pin_count = config.pin_count;
  }
  if (config.timeout_ms != 0) out.timeout_ms = config.timeout_ms;
  if (config.idle_limit_ms != 0) out.idle_limit_ms = config.idle_limit_ms;
  state->on_phase = config.on_phase;
  state->on_phase_context = config.on_phase_context;
  if (config.on_phase != nullptr) {
    out.on_phase = on_phase;
    out.on_phase_context = state;
  }
  return out;
}

sparekey_result open(ClientState* state, const sparekey_config* config, const sparekey_port* port,
                     void* memory, size_t memory_size, const sparekey_limits* limits) {
  if (state == nullptr || config == nullptr || port == nullptr)
    return bad_argument("the client, its configuration or its port is null");
  if (!is_one(config->brand) || !is_one(config->language) || !is_one(config->clock_policy))
    return bad_argument("the brand, the language or the clock policy is none");
  // Pins and anchors that are counted but not there must not pass for none.
  if ((config->pins == nullptr && config->pin_count != 0) ||
      (config->ca_ders == nullptr && config->ca_der_count != 0))
    return bad_argument("pins or anchors are counted, but null");
  const size_t lost = -reinterpret_cast<uintptr_t>(memory) % kMemoryAlignment;
  const size_t rest = memory_size < lost ? 0 : memory_size - lost;
  return in_c(state->client.open(config_in_cpp(*config, state), port_over(port),
                                 static_cast<char*>(memory) + lost, rest, limits_in_cpp(limits)));
}

}  // namespace
}  // namespace sparekey::c

extern "C" sparekey_result sparekey_open(sparekey_client* client, const sparekey_config* config,
                                         const sparekey_port* port, void* memory,
                                         size_t memory_size, const sparekey_limits* limits) {
  sparekey_close(client);
  return sparekey::c::open(sparekey::c::state_of(client), config, port, memory, memory_size,
                           limits);
}
