// SPDX-License-Identifier: Apache-2.0
#include "api/recipient.hpp"
#include "base/place.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

void write(json::ObjectWriter& out, const Arguments& arguments, EncryptedPassword*) {
  const bool email = by_email(arguments.recipient);
  out.begin();
  out.text("verifyMethod", email ? "EMAIL_PASSCODE" : "PHONE_PASSCODE");
  out.begin(email ? "emailPassCodePayload" : "phonePassCodePayload");
  put_recipient(out, arguments.recipient, "phoneNumber");
  out.text("passCode", arguments.pass_code);
  out.end();
  out.end();
}

Code read(json::Document& document, json::Value data, VerifyAnswer* out) {
  reset(out);
  const Text token = document.text(document.member(data, "passwordResetToken"));
  const json::Value expires_in = document.optional(data, "tokenExpiresIn");
  if (!expires_in.absent()) out->token_expires_in_s = document.natural(expires_in);
  // A token goes back as it came, and may be printed on a line of its own on the way.
  if (!document.ok() || token.empty() || has_controls(token)) return Code::unexpected_shape;
  out->password_reset_token = token;
  return Code::ok;
}

}  // namespace

const CallOf<VerifyAnswer> kVerify = {{
    "POST",                                   // method
    "/api/v3/verify-reset-password-request",  // path
    nullptr,                                  // sms_path
    check_recipient_and_passcode,             // check
    write,                                    // write
    read_as<VerifyAnswer, read>,              // read
    false,                                    // may_come_bare
    true,                                     // is_about_passcode
    Code::refused,                            // unexplained
}};

}  // namespace sparekey::api
