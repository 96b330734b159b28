// SPDX-License-Identifier: Apache-2.0
// Whom a passcode goes to, and the passcode, as several calls take them.
#ifndef SPAREKEY_API_RECIPIENT_HPP
#define SPAREKEY_API_RECIPIENT_HPP

#include "api/call.hpp"

namespace sparekey::api {

constexpr char kChannel[] = "CHANNEL_RESET_PASSWORD";

inline bool by_email(const Recipient& recipient) { return !recipient.email.empty(); }

void put_recipient(json::ObjectWriter& out, const Recipient& recipient, const char* phone_name);

// Null, or what is wrong, in words.
const char* check_recipient(const Arguments& arguments);
const char* check_recipient_and_passcode(const Arguments& arguments);
// Null if `text`, a token, passcode or password, is one line; else the words that fit. Not inlined:
// there are several callers.
[[gnu::noinline]] const char* check_line(Text text, const char* if_empty, const char* if_not_utf8,
                                         const char* if_not_typable);

}  // namespace sparekey::api

#endif
