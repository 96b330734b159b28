// SPDX-License-Identifier: Apache-2.0
#include "api/recipient.hpp"

#include "base/place.hpp"

namespace sparekey::api {
namespace {

void write(json::ObjectWriter& out, const Arguments& arguments, EncryptedPassword*) {
  const bool email = by_email(arguments.recipient);
  out.begin();
  out.text("codeType", email ? "EMAIL" : "SMS");
  out.begin(email ? "emailCodePayload" : "smsCodePayload");
  put_recipient(out, arguments.recipient, "phone");  // not phoneNumber, in this call alone
  out.text("passCode", arguments.pass_code);
  out.text("channel", kChannel);
  out.end();
  out.end();
}

Code read(json::Document& document, json::Value data, CheckCodeAnswer* out) {
  reset(out);
  out->is_valid = document.boolean(document.member(data, "isValid"));
  out->message = document.lossy_text(document.decoration(data, "message"));
  if (!document.ok()) return Code::unexpected_shape;
  return out->is_valid ? Code::ok : Code::passcode_rejected;
}

}  // namespace

const CallOf<CheckCodeAnswer> kCheckCode = {{
    "POST",                          // method
    "/api/v3/pre-check-code",        // path
    nullptr,                         // sms_path
    check_recipient_and_passcode,    // check
    write,                           // write
    read_as<CheckCodeAnswer, read>,  // read
    false,                           // may_come_bare
    true,                            // is_about_passcode
    Code::refused,                   // unexplained
}};

}  // namespace sparekey::api
