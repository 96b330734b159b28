// SPDX-License-Identifier: Apache-2.0
#include "api/recipient.hpp"

namespace sparekey::api {
namespace {

void write(json::ObjectWriter& out, const Arguments& arguments, EncryptedPassword*) {
  out.begin();
  put_recipient(out, arguments.recipient, "phoneNumber");
  out.text("channel", kChannel);
  out.end();
}

}  // namespace

const CallOf<void> kSendCode = {{
    "POST",                // method
    "/api/v3/send-email",  // path
    "/api/v3/send-sms",    // sms_path
    check_recipient,       // check
    write,                 // write
    nullptr,               // read
    false,                 // may_come_bare
    false,                 // is_about_passcode
    Code::refused,         // unexplained
}};

}  // namespace sparekey::api
