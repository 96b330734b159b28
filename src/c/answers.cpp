// SPDX-License-Identifier: Apache-2.0
// The calls that have an answer.
#include "c/arguments.hpp"
#include "c/client_state.hpp"
#include "c/result.hpp"

namespace c = sparekey::c;

namespace sparekey::c {
namespace {

// Where the Client writes its answer, empty at first; for null, nowhere.
template <typename Answer>
Answer* answer_in(sparekey_client* client) {
  return client == nullptr ? nullptr : reinterpret_cast<Answer*>(state_of(client)->answer);
}

// An answer is emptied once its call has begun: before, it may be that of another under way.
template <typename Answer>
sparekey_result begun_for(sparekey_client* client, const Result& result, const Listener& listener) {
  if (client != nullptr && result.ok()) *answer_in<Answer>(client) = Answer();
  return begun(client, result, listener);
}

template <typename Answer>
Answer received(const void* answer) {
  return answer == nullptr ? Answer() : *static_cast<const Answer*>(answer);
}

const char* ended(Text text) {
  end_text(text);
  return in_c(text);
}

void give_system(const void* answer, void* out) {
  const auto system = received<SystemAnswer>(answer);
  auto& given = *static_cast<sparekey_system_answer*>(out);
  // It lies within version_json, which has no room for a NUL.
  memset(given.server_version, 0, sizeof given.server_version);
  if (!system.server_version.empty() && system.server_version.size() < sizeof given.server_version)
    memcpy(given.server_version, system.server_version.data(), system.server_version.size());
  given.rsa_public_key = ended(system.rsa_public_key);
  given.sm2_public_key = ended(system.sm2_public_key);
  given.version_json = ended(system.version_json);
  given.public_ips_json = ended(system.public_ips_json);
}

void give_check_code(const void* answer, void* out) {
  const auto check = received<CheckCodeAnswer>(answer);
  auto& given = *static_cast<sparekey_check_code_answer*>(out);
  given.is_valid = check.is_valid;
  given.message = ended(check.message);
}

void give_verify(const void* answer, void* out) {
  const auto verified = received<VerifyAnswer>(answer);
  auto& given = *static_cast<sparekey_verify_answer*>(out);
  given.password_reset_token = ended(verified.password_reset_token);
  given.token_expires_in_s = verified.token_expires_in_s;
}

}  // namespace
}  // namespace sparekey::c

extern "C" {

sparekey_result sparekey_begin_system(sparekey_client* client, sparekey_system_answer* out,
                                      sparekey_completion completion, void* context) {
  return c::begun_for<sparekey::SystemAnswer>(
      client,
      c::client_of(client).begin_system(c::answer_in<sparekey::SystemAnswer>(client),
                                        c::completion_of(client)),
      {completion, context, c::give_system, out});
}

sparekey_result sparekey_system(sparekey_client* client, sparekey_system_answer* out) {
  return c::finish(client, sparekey_begin_system(client, out, nullptr, nullptr));
}

sparekey_result sparekey_begin_check_code(sparekey_client* client,
                                          const sparekey_recipient* recipient,
                                          const char* pass_code, sparekey_check_code_answer* out,
                                          sparekey_completion completion, void* context) {
  return c::begun_for<sparekey::CheckCodeAnswer>(
      client,
      c::client_of(client).begin_check_code(c::recipient_of(recipient), pass_code,
                                            c::answer_in<sparekey::CheckCodeAnswer>(client),
                                            c::completion_of(client)),
      {completion, context, c::give_check_code, out});
}

sparekey_result sparekey_check_code(sparekey_client* client, const sparekey_recipient* recipient,
                                    const char* pass_code, sparekey_check_code_answer* out) {
  return c::finish(client,
                   sparekey_begin_check_code(client, recipient, pass_code, out, nullptr, nullptr));
}

sparekey_result sparekey_begin_verify(sparekey_client* client, const sparekey_recipient* recipient,
                                      const char* pass_code, sparekey_verify_answer* out,
                                      sparekey_completion completion, void* context) {
  return c::begun_for<sparekey::VerifyAnswer>(
      client,
      c::client_of(client).begin_verify(c::recipient_of(recipient), pass_code,
                                        c::answer_in<sparekey::VerifyAnswer>(client),
                                        c::completion_of(client)),
      {completion, context, c::give_verify, out});
}

sparekey_result sparekey_verify(sparekey_client* client, const sparekey_recipient* recipient,
                                const char* pass_code, sparekey_verify_answer* out) {
  return c::finish(client,
                   sparekey_begin_verify(client, recipient, pass_code, out, nullptr, nullptr));
}

}  // extern "C"
