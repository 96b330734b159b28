// SPDX-License-Identifier: Apache-2.0
#include "sparekey/typed_recipient.hpp"

#include "sparekey/sparekey.h"

namespace {

// Copies a text with a NUL behind it, and moves `*at` behind that.
const char* put(char** at, sparekey::Text text) {
  char* const out = *at;
  if (!text.empty()) memcpy(out, text.data(), text.size());
  out[text.size()] = '\0';
  *at += text.size() + 1;
  return out;
}

bool give(const sparekey::TypedRecipient& typed, bool is_one, sparekey_typed_recipient* out) {
  if (out == nullptr) return false;
  const sparekey::Recipient& recipient = typed.recipient();
  // Each of the three texts has a NUL behind it.
  static_assert(sizeof out->bytes >= sparekey::TypedRecipient::kCapacity + 3);
  char* at = out->bytes;
  out->recipient.email = put(&at, recipient.email);
  out->recipient.phone = put(&at, recipient.phone);
  out->recipient.country_code = put(&at, recipient.country_code);
  return is_one;
}

}  // namespace

extern "C" {

bool sparekey_read_recipient(sparekey_typed_recipient* out, const char* typed) {
  sparekey::TypedRecipient recipient;
  return give(recipient, recipient.read(typed), out);
}

bool sparekey_read_email(sparekey_typed_recipient* out, const char* typed) {
  sparekey::TypedRecipient recipient;
  return give(recipient, recipient.read_email(typed), out);
}

bool sparekey_read_phone(sparekey_typed_recipient* out, const char* typed,
                         const char* country_code) {
  sparekey::TypedRecipient recipient;
  return give(recipient, recipient.read_phone(typed, country_code), out);
}

bool sparekey_is_country_code(const char* typed) { return sparekey::is_typed_country_code(typed); }

}  // extern "C"
