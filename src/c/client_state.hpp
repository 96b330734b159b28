// SPDX-License-Identifier: Apache-2.0
// What lies in a sparekey_client: the Client, and what C asked for that it does not know of.
#ifndef SPAREKEY_C_CLIENT_STATE_HPP
#define SPAREKEY_C_CLIENT_STATE_HPP

#include "sparekey/client.hpp"
#include "sparekey/sparekey.h"

namespace sparekey::c {

// All zero is a client that is not open.
struct ClientState {
  Client client;
  // Of the call under way.
  sparekey_completion completion;
  void* context;
  // Gives C the answer, which may be null: there is none. Null if nobody asked for one.
  void (*hand_over)(const void* answer, void* out);
  void* out;
  alignas(SystemAnswer) unsigned char answer[sizeof(SystemAnswer)];

  void (*on_phase)(void* context, sparekey_phase phase);
  void* on_phase_context;
};
static_assert(sizeof(ClientState) <= SPAREKEY_CLIENT_BYTES, "SPAREKEY_CLIENT_BYTES must hold it");
static_assert(alignof(ClientState) <= alignof(sparekey_client));
static_assert(sizeof(CheckCodeAnswer) <= sizeof(SystemAnswer) &&
              sizeof(VerifyAnswer) <= sizeof(SystemAnswer));

// Null for null.
inline ClientState* state_of(sparekey_client* client) {
  return reinterpret_cast<ClientState*>(client);
}

// For null one that is not open.
Client& client_of(sparekey_client* client);
const Client& client_of(const sparekey_client* client);

// Who is told at the end of a call.
struct Listener {
  sparekey_completion completion;
  void* context;
  void (*hand_over)(const void* answer, void* out) = nullptr;
  void* out = nullptr;
};

// What Client::begin_… is given, and what is done once it has begun.
Completion completion_of(sparekey_client* client);
sparekey_result begun(sparekey_client* client, const Result& result, const Listener& listener);

// The rest of a blocking call.
sparekey_result finish(sparekey_client* client, const sparekey_result& begun);

}  // namespace sparekey::c

#endif
