// SPDX-License-Identifier: Apache-2.0
#include "sparekey/recovery.hpp"

#include "c/arguments.hpp"
#include "c/client_state.hpp"
#include "c/result.hpp"
#include "c/values.hpp"

namespace c = sparekey::c;

// Debian's musl brings no <new>.
struct SparekeyRecoveryPlace {
  void* memory;
};
inline void* operator new(size_t, SparekeyRecoveryPlace place) noexcept { return place.memory; }

namespace sparekey::c {

// Static, not in a nameless namespace: c:: would not look into it behind names of client_state.hpp.

// What lies in a sparekey_recovery. All zero is one that is not open.
struct RecoveryState {
  Recovery* recovery;
  Client* client;
  sparekey_completion completion;
  void* context;
  alignas(Recovery) unsigned char place[sizeof(Recovery)];
};
static_assert(sizeof(RecoveryState) <= SPAREKEY_RECOVERY_BYTES,
              "SPAREKEY_RECOVERY_BYTES must hold it");
static_assert(alignof(RecoveryState) <= alignof(sparekey_recovery));

static RecoveryState* state_of(sparekey_recovery* recovery) {
  return reinterpret_cast<RecoveryState*>(recovery);
}

// Null if it is null or not open.
static Recovery* open_one(sparekey_recovery* recovery) {
  return recovery == nullptr ? nullptr : state_of(recovery)->recovery;
}
static const Recovery* open_one(const sparekey_recovery* recovery) {
  return open_one(const_cast<sparekey_recovery*>(recovery));
}

constexpr char kNotOpen[] = "the recovery is not open";

static void on_over(void* context, const Result& result) {
  const RecoveryState& state = *static_cast<const RecoveryState*>(context);
  const sparekey_completion completion = state.completion;
  void* const completion_context = state.context;
  // The Client's own, which may say more than the person may know.
  end_texts(state.client->result());
  if (completion == nullptr) return;
  const sparekey_result told = in_c(result);
  completion(completion_context, &told);
}

static sparekey_result begun(sparekey_recovery* recovery, const Result& result,
                             sparekey_completion completion, void* context) {
  if (result.ok()) {
    state_of(recovery)->completion = completion;
    state_of(recovery)->context = context;
  }
  return in_c(result);
}

static sparekey_result finish(sparekey_recovery* recovery, const sparekey_result& begun) {
  if (begun.code != SPAREKEY_CODE_OK) return begun;
  (void)state_of(recovery)->client->finish();
  return sparekey_recovery_result(recovery);
}

}  // namespace sparekey::c

extern "C" {

sparekey_result sparekey_recovery_open(sparekey_recovery* recovery, sparekey_client* client,
                                       char* token, size_t token_capacity,
                                       sparekey_disclosure disclosure) {
  sparekey_recovery_close(recovery);
  if (recovery == nullptr || client == nullptr)
    return c::bad_argument("the recovery or the client is null");
  if (!c::is_one(disclosure)) return c::bad_argument("there is no such disclosure");
  c::RecoveryState& state = *c::state_of(recovery);
  state.client = &c::client_of(client);
  state.recovery = new (SparekeyRecoveryPlace{state.place})
      sparekey::Recovery(*state.client, token, token == nullptr ? 0 : token_capacity,
                         static_cast<sparekey::Disclosure>(disclosure));
  return c::in_c(sparekey::Result());
}

void sparekey_recovery_close(sparekey_recovery* recovery) {
  sparekey::Recovery* open = c::open_one(recovery);
  if (open == nullptr) return;
  open->~Recovery();
  c::state_of(recovery)->recovery = nullptr;
}

sparekey_recovery_step sparekey_recovery_current_step(const sparekey_recovery* recovery) {
  const sparekey::Recovery* open = c::open_one(recovery);
  return open == nullptr ? SPAREKEY_STEP_IDENTIFY
                         : static_cast<sparekey_recovery_step>(open->step());
}

sparekey_result sparekey_recovery_begin_send_code(sparekey_recovery* recovery,
                                                  const sparekey_recipient* recipient,
                                                  sparekey_completion completion, void* context) {
  sparekey::Recovery* open = c::open_one(recovery);
  if (open == nullptr) return c::bad_argument(c::kNotOpen);
  return c::begun(
      recovery,
      open->begin_send_code(c::recipient_of(recipient), {c::on_over, c::state_of(recovery)}),
      completion, context);
}

sparekey_result sparekey_recovery_send_code(sparekey_recovery* recovery,
                                            const sparekey_recipient* recipient) {
  return c::finish(recovery,
                   sparekey_recovery_begin_send_code(recovery, recipient, nullptr, nullptr));
}

sparekey_result sparekey_recovery_begin_enter_code(sparekey_recovery* recovery,
                                                   const char* pass_code,
                                                   sparekey_completion completion, void* context) {
  sparekey::Recovery* open = c::open_one(recovery);
  if (open == nullptr) return c::bad_argument(c::kNotOpen);
  return c::begun(recovery, open->begin_enter_code(pass_code, {c::on_over, c::state_of(recovery)}),
                  completion, context);
}

sparekey_result sparekey_recovery_enter_code(sparekey_recovery* recovery, const char* pass_code) {
  return c::finish(recovery,
                   sparekey_recovery_begin_enter_code(recovery, pass_code, nullptr, nullptr));
}

sparekey_result sparekey_recovery_begin_enter_password(
    sparekey_recovery* recovery, const char* password, sparekey_encryption encryption,
    sparekey_sm2_format sm2_format, sparekey_completion completion, void* context) {
  sparekey::Recovery* open = c::open_one(recovery);
  if (open == nullptr) return c::bad_argument(c::kNotOpen);
  if (!c::is_one(encryption) || !c::is_one(sm2_format)) return c::bad_argument(c::kNoEncryption);
  return c::begun(
      recovery,
      open->begin_enter_password(password, static_cast<sparekey::Encryption>(encryption),
                                 static_cast<sparekey::Sm2Format>(sm2_format),
                                 {c::on_over, c::state_of(recovery)}),
      completion, context);
}

sparekey_result sparekey_recovery_enter_password(sparekey_recovery* recovery, const char* password,
                                                 sparekey_encryption encryption,
                                                 sparekey_sm2_format sm2_format) {
  return c::finish(recovery, sparekey_recovery_begin_enter_password(recovery, password, encryption,
                                                                    sm2_format, nullptr, nullptr));
}

sparekey_result sparekey_recovery_result(const sparekey_recovery* recovery) {
  const sparekey::Recovery* open = c::open_one(recovery);
  return open == nullptr ? c::bad_argument(c::kNotOpen) : c::in_c(open->result());
}

void sparekey_recovery_start_over(sparekey_recovery* recovery) {
  if (sparekey::Recovery* open = c::open_one(recovery)) open->start_over();
}

int64_t sparekey_recovery_cooldown_ms(const sparekey_recovery* recovery) {
  const sparekey::Recovery* open = c::open_one(recovery);
  return open == nullptr ? 0 : open->cooldown_ms();
}

int64_t sparekey_recovery_code_lifetime_ms(const sparekey_recovery* recovery) {
  const sparekey::Recovery* open = c::open_one(recovery);
  return open == nullptr ? 0 : open->code_lifetime_ms();
}

int64_t sparekey_recovery_token_lifetime_ms(const sparekey_recovery* recovery) {
  const sparekey::Recovery* open = c::open_one(recovery);
  return open == nullptr ? 0 : open->token_lifetime_ms();
}

}  // extern "C"
