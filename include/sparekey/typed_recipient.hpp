// SPDX-License-Identifier: Apache-2.0
/// \file
/// E-mail addresses and phone numbers as people give them, typed, pasted or on a command line: one
/// rule for all.
#ifndef SPAREKEY_TYPED_RECIPIENT_HPP
#define SPAREKEY_TYPED_RECIPIENT_HPP

#include "sparekey/api.h"
#include "sparekey/calls.hpp"

namespace sparekey {

/// A recipient, cleaned, in bytes of its own, which its texts point into.
class SPAREKEY_API TypedRecipient {
 public:
  /// RFC 5321 section 4.5.3.1: a local part of 64 octets, @, a domain of 255.
  static constexpr size_t kCapacity = 64 + 1 + 255;

  TypedRecipient() = default;
  TypedRecipient(const TypedRecipient&) = delete;
  TypedRecipient& operator=(const TypedRecipient&) = delete;

  const Recipient& recipient() const { return recipient_; }
  bool is_given() const { return !recipient_.email.empty() || !recipient_.phone.empty(); }

  /// Each is false, and leaves no recipient, if it cannot be one.

  /// What holds an @ is an e-mail address; anything else is a phone number.
  bool read(Text typed);

  /// Something before and behind the @, and no blank, once blanks and invisible characters around
  /// it and full-width forms within are gone.
  bool read_email(Text typed);

  /// Digits, grouped by blanks, hyphens, dots or parentheses, behind + or 00 and a country code, or
  /// with `country_code` beside them, or neither, for mainland China. Of a length that such a
  /// number can have.
  bool read_phone(Text typed, Text country_code = Text());

 private:
  SPAREKEY_LOCAL bool put(char c);

  char bytes_[kCapacity];
  size_t size_ = 0;
  Recipient recipient_;
};

/// Whether `typed` is + or 00 and one to four digits.
SPAREKEY_API bool is_typed_country_code(Text typed);

}  // namespace sparekey

#endif
