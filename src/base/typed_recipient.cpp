// SPDX-License-Identifier: Apache-2.0
#include "sparekey/typed_recipient.hpp"

#include "base/text.hpp"
#include "base/typed_text.hpp"

namespace sparekey {
namespace {

using Kind = TypedCharacter::Kind;

constexpr size_t kMaxDigits = 15;  // of country code and number together, ITU-T E.164 section 6.1
constexpr size_t kMaxCodeDigits = 4;  // +1 and an area code that stands for a country

// The digits of a phone number as it was typed, and what stood before and between them.
struct Digits {
  char bytes[kMaxDigits];
  size_t size = 0;
  size_t first_group = 0;  // digits before the first blank or the like; 0: no group ended
  bool international = false;

  Text text() const { return {bytes, size}; }
};

bool is_separator(const TypedCharacter& character) {
  return character.kind != Kind::visible || character.ascii == '(' || character.ascii == ')' ||
         character.ascii == '.';
}

bool read_digits(Text typed, Digits* out) {
  typed = trimmed(typed);
  bool begun = false;
  size_t zeros = 0;
  for (size_t at = 0; at < typed.size();) {
    const TypedCharacter character = typed_character(typed, at);
    at += character.size;
    if (is_separator(character)) {
      if (out->first_group == 0) out->first_group = out->size;
      continue;
    }
    if (character.ascii == '+' && !begun) {
      out->international = true;
    } else if (character.ascii == '0' && out->size == 0 && !out->international && zeros == 0) {
      zeros = 1;  // the first of 00, or a digit
    } else if (character.ascii == '0' && out->size == 0 && zeros == 1) {
      out->international = true;
      zeros = 2;
    } else if (is_digit(character.ascii)) {
      if (zeros == 1) {
        out->bytes[out->size++] = '0';
        zeros = 2;
      }
      if (out->size == kMaxDigits) return false;
      out->bytes[out->size++] = character.ascii;
    } else {
      return false;
    }
    begun = true;
  }
  return out->size > 0;
}

// Digits of the country code that an international number begins with (ITU-T E.164, Annex to
// Operational Bulletin 1114): 1 and 7, these of two digits, and all others of three.
size_t country_code_size(Text number) {
  constexpr char kTwoDigits[] =
      "20273031323334363940414344454647484951525354555657586061626364656681828486909192939495"
      "98";
  if (number[0] == '1' || number[0] == '7') return 1;
  for (const char* code = kTwoDigits; *code != '\0'; code += 2)
    if (number.size() >= 2 && code[0] == number[0] && code[1] == number[1]) return 2;
  return 3;
}

bool has_possible_length(Text country_code, Text number) {
  if (country_code.empty() || equal(country_code, "+86"))
    return number.size() == 11 && number[0] == '1';
  if (country_code[1] == '1') return country_code.size() - 1 + number.size() == 11;
  return number.size() >= 4 && country_code.size() - 1 + number.size() <= kMaxDigits;
}

}  // namespace

bool TypedRecipient::put(char c) {
  if (size_ == sizeof bytes_) return false;
  bytes_[size_++] = c;
  return true;
}

bool TypedRecipient::read(Text typed) {
  for (size_t at = 0; at < typed.size();) {
    const TypedCharacter character = typed_character(typed, at);
    if (character.ascii == '@') return read_email(typed);
    at += character.size;
  }
  return read_phone(typed);
}

bool TypedRecipient::read_email(Text typed) {
  recipient_ = Recipient();
  size_ = 0;
  typed = trimmed(typed);
  if (!is_utf8(typed) || has_controls(typed)) return false;
  size_t ats = 0;
  size_t domain = 0;
  for (size_t at = 0; at < typed.size();) {
    const TypedCharacter character = typed_character(typed, at);
    if (character.kind == Kind::blank) return false;
    if (character.ascii == '@') {
      if (++ats > 1 || size_ == 0) return false;
      domain = size_ + 1;
    }
    // Invisible characters within are those of a page that lets long words break.
    if (character.ascii != '\0') {
      if (!put(character.ascii)) return false;
    } else if (character.kind != Kind::invisible) {
      for (size_t i = 0; i < character.size; ++i)
        if (!put(typed[at + i])) return false;
    }
    at += character.size;
  }
  if (ats == 0 || domain == size_) return false;
  recipient_.email = {bytes_, size_};
  return true;
}

bool TypedRecipient::read_phone(Text typed, Text country_code) {
  recipient_ = Recipient();
  size_ = 0;
  Digits digits;
  if (!read_digits(typed, &digits)) return false;
  size_t code_size = 0;
  if (digits.international) {
    if (digits.bytes[0] == '0') return false;
    code_size = country_code_size(digits.text());
    // "+1242 …": some write the area code that stands for a country as a part of the code.
    if (code_size == 1 && digits.bytes[0] == '1' && digits.first_group == kMaxCodeDigits)
      code_size = kMaxCodeDigits;
    if (code_size >= digits.size) return false;
  }
  Digits code;
  if (!country_code.empty()) {
    if (!is_typed_country_code(country_code) || !read_digits(country_code, &code)) return false;
    // Said twice, it must be the same.
    if (digits.international && !equal(code.text(), digits.text().substr(0, code_size)))
      return false;
  } else if (digits.international) {
    memcpy(code.bytes, digits.bytes, code_size);
    code.size = code_size;
  }
  if (code.size > 0) {
    bytes_[size_++] = '+';
    memcpy(bytes_ + size_, code.bytes, code.size);
    size_ += code.size;
  }
  const Text code_text(bytes_, size_);
  const Text number = digits.text().substr(code_size);
  if (!has_possible_length(code_text, number)) return false;
  memcpy(bytes_ + size_, number.data(), number.size());
  recipient_.country_code = code_text;
  recipient_.phone = {bytes_ + size_, number.size()};
  size_ += number.size();
  return true;
}

bool is_typed_country_code(Text typed) {
  Digits digits;
  return read_digits(typed, &digits) && digits.international && digits.size <= kMaxCodeDigits &&
         digits.bytes[0] != '0';
}

}  // namespace sparekey
