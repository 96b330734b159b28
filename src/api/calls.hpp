// SPDX-License-Identifier: Apache-2.0
// Each call of the service: where it goes, what its body holds, what its answer's `data` must hold.
// Names are the service's own.
#ifndef SPAREKEY_API_CALLS_HPP
#define SPAREKEY_API_CALLS_HPP

#include "json/document.hpp"
#include "json/object_writer.hpp"
#include "sparekey/client.hpp"

namespace sparekey::api {

enum class Call : uint8_t { system, send_code, check_code, verify, reset };

// Only `system` changes nothing and is a GET without body.
constexpr bool is_post(Call call) { return call != Call::system; }

// `recipient` decides between e-mail and SMS.
const char* path_of(Call call, const Recipient& recipient);

// Bodies. Failures stick to the writer.
void write_send_code(json::ObjectWriter& out, const Recipient& recipient);
void write_check_code(json::ObjectWriter& out, const Recipient& recipient, Text pass_code);
void write_verify(json::ObjectWriter& out, const Recipient& recipient, Text pass_code);
void write_reset(json::ObjectWriter& out, Text token, Text password);
// The same with a password that `type` encrypted to `size` characters: returns where to put them,
// null where they do not fit.
char* write_reset_encrypted(json::ObjectWriter& out, Text token, const char* type, size_t size);

// Answers. Texts are decoded in place. Code::ok or unexpected_shape, and what is said.
// The key of `kind` ("rsa", "sm2") alone, empty where there is none.
Code read_public_key(json::Document& document, json::Value data, Text kind, Text* out);
Code read_system(json::Document& document, json::Value data, SystemAnswer* out);
// passcode_rejected where the service finds the code wrong.
Code read_check_code(json::Document& document, json::Value data, CheckCodeAnswer* out);
Code read_verify(json::Document& document, json::Value data, VerifyAnswer* out);
// token_rejected where the service says that it was no success.
Code read_reset(json::Document& document, json::Value data);

}  // namespace sparekey::api

#endif
