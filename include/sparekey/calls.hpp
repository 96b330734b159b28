// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each call is asked, and what it answers.
#ifndef SPAREKEY_CALLS_HPP
#define SPAREKEY_CALLS_HPP

#include "sparekey/encryption.hpp"
#include "sparekey/types.hpp"

namespace sparekey {

/// Who is sent a passcode: either an e-mail address or a phone.
struct Recipient {
  Text email;         ///< UTF-8
  Text phone;         ///< UTF-8, without country code
  Text country_code;  ///< "+86"; may be left empty for mainland China
};

/// Answer of system(). Texts live in the client's memory until its next call.
struct SystemAnswer {
  Text rsa_public_key;   ///< PEM or bare base64 DER, as sent; empty if the service has none
  Text sm2_public_key;   ///< 130 hex characters, as sent; empty if the service has none
  Text server_version;   ///< `version.server`, empty if absent or written with escapes
  Text version_json;     ///< the member `version`, as sent (valid JSON); empty if absent
  Text public_ips_json;  ///< the member `publicIps`, as sent (valid JSON); empty if absent
};

struct CheckCodeAnswer {
  bool is_valid = false;
  Text message;  ///< `data.message`, empty if absent
};

struct VerifyAnswer {
  Text password_reset_token;        ///< Copy it before the next call, and keep it secret.
  int64_t token_expires_in_s = -1;  ///< -1: the service did not say
};

struct ResetRequest {
  Text password_reset_token;
  Text password;  ///< UTF-8, not empty
  Encryption encryption = Encryption::none;
  Sm2Format sm2_format = Sm2Format::plain;
};

}  // namespace sparekey

#endif
