// SPDX-License-Identifier: Apache-2.0
#include "api/recipient.hpp"
#include "base/failure.hpp"

namespace sparekey::api {
namespace {

const char* check(const Arguments& arguments) {
  const ResetRequest& reset = arguments.reset;
  constexpr const char* kNotALine = in_words("the password-reset token is not one line of UTF-8");
  const char* detail =
      check_line(reset.password_reset_token, in_words("the password-reset token is empty"),
                 kNotALine, kNotALine);
  if (detail != nullptr) return detail;
  return check_line(reset.password, in_words("the password is empty"),
                    in_words("the password is not UTF-8"),
                    in_words("the password contains a control character or a byte order mark"));
}

void write(json::ObjectWriter& out, const Arguments& arguments, EncryptedPassword* password) {
  out.begin();
  out.text("passwordResetToken", arguments.reset.password_reset_token);
  if (password == nullptr)
    out.text("password", arguments.reset.password);
  else
    password->place = out.raw_text("password", password->size);
  // Always said: a server left to guess may take the ciphertext for the password itself.
  out.text("passwordEncryptType", password == nullptr ? "none" : password->type);
  out.end();
}

Code read(json::Document& document, json::Value data, void*) {
  const bool success = document.boolean(document.member(data, "success"));
  if (!document.ok()) return Code::unexpected_shape;
  return success ? Code::ok : Code::token_rejected;
}

}  // namespace

const CallOf<void> kReset = {{
    "POST",                    // method
    "/api/v3/reset-password",  // path
    nullptr,                   // sms_path
    check,                     // check
    write,                     // write
    read,                      // read
    false,                     // may_come_bare
    false,                     // is_about_passcode
    Code::token_rejected,      // unexplained: no apiCode is known for an invalid or used token
}};

}  // namespace sparekey::api
