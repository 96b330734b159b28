// SPDX-License-Identifier: Apache-2.0
// The calls that answer with a result alone.
#include "c/arguments.hpp"
#include "c/client_state.hpp"
#include "c/result.hpp"
#include "c/values.hpp"

namespace c = sparekey::c;

extern "C" {

sparekey_result sparekey_begin_prepare(sparekey_client* client, sparekey_encryption encryption,
                                       sparekey_completion completion, void* context) {
  if (!c::is_one(encryption)) return c::bad_argument(c::kNoEncryption);
  return c::begun(client,
                  c::client_of(client).begin_prepare(static_cast<sparekey::Encryption>(encryption),
                                                     c::completion_of(client)),
                  {completion, context});
}

sparekey_result sparekey_prepare(sparekey_client* client, sparekey_encryption encryption) {
  return c::finish(client, sparekey_begin_prepare(client, encryption, nullptr, nullptr));
}

sparekey_result sparekey_begin_send_code(sparekey_client* client,
                                         const sparekey_recipient* recipient,
                                         sparekey_completion completion, void* context) {
  return c::begun(
      client,
      c::client_of(client).begin_send_code(c::recipient_of(recipient), c::completion_of(client)),
      {completion, context});
}

sparekey_result sparekey_send_code(sparekey_client* client, const sparekey_recipient* recipient) {
  return c::finish(client, sparekey_begin_send_code(client, recipient, nullptr, nullptr));
}

sparekey_result sparekey_begin_reset(sparekey_client* client, const sparekey_reset_request* request,
                                     sparekey_completion completion, void* context) {
  if (request == nullptr) return c::bad_argument("the request is null");
  if (!c::is_one(request->encryption) || !c::is_one(request->sm2_format))
    return c::bad_argument(c::kNoEncryption);
  sparekey::ResetRequest asked;
  asked.password_reset_token = request->password_reset_token;
  asked.password = request->password;
  asked.encryption = static_cast<sparekey::Encryption>(request->encryption);
  asked.sm2_format = static_cast<sparekey::Sm2Format>(request->sm2_format);
  return c::begun(client, c::client_of(client).begin_reset(asked, c::completion_of(client)),
                  {completion, context});
}

sparekey_result sparekey_reset(sparekey_client* client, const sparekey_reset_request* request) {
  return c::finish(client, sparekey_begin_reset(client, request, nullptr, nullptr));
}

}  // extern "C"
