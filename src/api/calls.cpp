// SPDX-License-Identifier: Apache-2.0
#include "api/calls.hpp"

#include "base/text.hpp"

namespace sparekey::api {
namespace {

constexpr char kChannel[] = "CHANNEL_RESET_PASSWORD";

bool by_email(const Recipient& recipient) { return !recipient.email.empty(); }

void put_recipient(json::ObjectWriter& out, const Recipient& recipient, const char* phone_name) {
  if (by_email(recipient)) return out.text("email", recipient.email);
  out.text(phone_name, recipient.phone);
  out.text_if("phoneCountryCode", recipient.country_code);
}

Code shape(const json::Document& document) {
  return document.ok() ? Code::ok : Code::unexpected_shape;
}

Text optional_text(json::Document& document, json::Value object, Text name) {
  const json::Value value = document.optional(object, name);
  return value.absent() ? Text() : document.text(value);
}

// Any of its members will do: keys may be missing.
bool is_system(json::Document& document, json::Value data) {
  return !document.optional(data, "rsa").absent() || !document.optional(data, "sm2").absent() ||
         !document.optional(data, "version").absent();
}

}  // namespace

const char* path_of(Call call, const Recipient& recipient) {
  switch (call) {
    case Call::system:
      return "/api/v3/system";
    case Call::send_code:
      return by_email(recipient) ? "/api/v3/send-email" : "/api/v3/send-sms";
    case Call::check_code:
      return "/api/v3/pre-check-code";
    case Call::verify:
      return "/api/v3/verify-reset-password-request";
    case Call::reset:
      return "/api/v3/reset-password";
  }
  return "";
}

void write_send_code(json::ObjectWriter& out, const Recipient& recipient) {
  out.begin();
  put_recipient(out, recipient, "phoneNumber");
  out.text("channel", kChannel);
  out.end();
}

void write_check_code(json::ObjectWriter& out, const Recipient& recipient, Text pass_code) {
  const bool email = by_email(recipient);
  out.begin();
  out.text("codeType", email ? "EMAIL" : "SMS");
  out.begin(email ? "emailCodePayload" : "smsCodePayload");
  put_recipient(out, recipient, "phone");  // not phoneNumber, here alone
  out.text("passCode", pass_code);
  out.text("channel", kChannel);
  out.end();
  out.end();
}

void write_verify(json::ObjectWriter& out, const Recipient& recipient, Text pass_code) {
  const bool email = by_email(recipient);
  out.begin();
  out.text("verifyMethod", email ? "EMAIL_PASSCODE" : "PHONE_PASSCODE");
  out.begin(email ? "emailPassCodePayload" : "phonePassCodePayload");
  put_recipient(out, recipient, "phoneNumber");
  out.text("passCode", pass_code);
  out.end();
  out.end();
}

void write_reset(json::ObjectWriter& out, Text token, Text password) {
  out.begin();
  out.text("passwordResetToken", token);
  out.text("password", password);
  // Always said: a server that must guess may take ciphertext for the password itself.
  out.text("passwordEncryptType", "none");
  out.end();
}

char* write_reset_encrypted(json::ObjectWriter& out, Text token, const char* type, size_t size) {
  out.begin();
  out.text("passwordResetToken", token);
  char* password = out.raw_text("password", size);
  out.text("passwordEncryptType", type);
  out.end();
  return password;
}

Code read_public_key(json::Document& document, json::Value data, Text kind, Text* out) {
  *out = optional_text(document, document.optional(data, kind), "publicKey");
  return is_system(document, data) ? shape(document) : Code::unexpected_shape;
}

Code read_system(json::Document& document, json::Value data, SystemAnswer* out) {
  *out = SystemAnswer();
  if (!is_system(document, data)) return Code::unexpected_shape;
  const json::Value version = document.optional(data, "version");
  const json::Value server = document.optional(version, "server");
  out->rsa_public_key = optional_text(document, document.optional(data, "rsa"), "publicKey");
  out->sm2_public_key = optional_text(document, document.optional(data, "sm2"), "publicKey");
  // Decoding escapes would change version_json, which is to be as it was sent.
  if (!contains(document.raw(server), '\\'))
    out->server_version = optional_text(document, version, "server");
  out->version_json = document.raw(version);
  out->public_ips_json = document.raw(document.optional(data, "publicIps"));
  return shape(document);
}

Code read_check_code(json::Document& document, json::Value data, CheckCodeAnswer* out) {
  *out = CheckCodeAnswer();
  out->is_valid = document.boolean(document.member(data, "isValid"));
  out->message = optional_text(document, data, "message");
  if (!document.ok()) return Code::unexpected_shape;
  return out->is_valid ? Code::ok : Code::passcode_rejected;
}

Code read_verify(json::Document& document, json::Value data, VerifyAnswer* out) {
  *out = VerifyAnswer();
  const Text token = document.text(document.member(data, "passwordResetToken"));
  const json::Value expires_in = document.optional(data, "tokenExpiresIn");
  if (!expires_in.absent()) out->token_expires_in_s = document.integer(expires_in, 0, INT32_MAX);
  // A token goes back as it came, and on the way may be printed on a line of its own.
  if (!document.ok() || token.empty() || has_controls(token)) return Code::unexpected_shape;
  out->password_reset_token = token;
  return Code::ok;
}

Code read_reset(json::Document& document, json::Value data) {
  const bool success = document.boolean(document.member(data, "success"));
  if (!document.ok()) return Code::unexpected_shape;
  return success ? Code::ok : Code::token_rejected;
}

}  // namespace sparekey::api
