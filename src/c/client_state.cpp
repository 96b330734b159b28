// SPDX-License-Identifier: Apache-2.0
#include "c/client_state.hpp"

#include "c/result.hpp"

namespace sparekey::c {
namespace {

// Never written to: whatever a client is asked that is not open changes nothing.
alignas(Client) constexpr unsigned char kNobody[sizeof(Client)] = {};

// An answer is whole once the service's words are kept: on success, and if it refused.
bool has_answer(Code code) { return code == Code::ok || code == Code::passcode_rejected; }

void on_over(void* context, const Result& result) {
  const ClientState& state = *static_cast<const ClientState*>(context);
  // The function may begin the next call.
  const sparekey_completion completion = state.completion;
  void* const completion_context = state.context;
  end_texts(result);
  if (state.hand_over != nullptr)
    state.hand_over(has_answer(result.code) ? state.answer : nullptr, state.out);
  if (completion == nullptr) return;
  const sparekey_result told = in_c(result);
  completion(completion_context, &told);
}

}  // namespace

Client& client_of(sparekey_client* client) {
  if (client != nullptr) return state_of(client)->client;
  return *reinterpret_cast<Client*>(const_cast<unsigned char*>(kNobody));
}

const Client& client_of(const sparekey_client* client) {
  return client_of(const_cast<sparekey_client*>(client));
}

Completion completion_of(sparekey_client* client) { return {on_over, state_of(client)}; }

sparekey_result begun(sparekey_client* client, const Result& result, const Listener& listener) {
  if (client != nullptr && result.ok()) {
    ClientState& state = *state_of(client);
    state.completion = listener.completion;
    state.context = listener.context;
    state.out = listener.out;
    state.hand_over = listener.out == nullptr ? nullptr : listener.hand_over;
  }
  return in_c(result);
}

sparekey_result finish(sparekey_client* client, const sparekey_result& begun) {
  return begun.code == SPAREKEY_CODE_OK ? sparekey_finish(client) : begun;
}

}  // namespace sparekey::c
