// SPDX-License-Identifier: Apache-2.0
// What people type and paste, cleaned: full-width forms of an input method, blanks and hyphens
// between groups of digits, and characters nobody sees that come along from a page or a chat.
#ifndef SPAREKEY_BASE_TYPED_TEXT_HPP
#define SPAREKEY_BASE_TYPED_TEXT_HPP

#include "sparekey/types.hpp"

namespace sparekey {

struct TypedCharacter {
  enum class Kind : uint8_t { visible, blank, hyphen, invisible };
  size_t size;  // bytes in the text
  Kind kind;
  char ascii;  // itself, or what it is the full-width form of; NUL: neither
};

// The character at `at` of UTF-8; a byte that is not UTF-8 counts as one.
TypedCharacter typed_character(Text text, size_t at);

// Without what is blank or invisible at either end.
Text trimmed(Text text);

// The passcode that was meant: blanks, hyphens and invisible characters dropped, full-width digits
// folded. `out` has room for typed.size() bytes, and may be where `typed` lies. False if anything
// but digits is left; `*size` may be 0.
bool clean_passcode(Text typed, char* out, size_t* size);

}  // namespace sparekey

#endif
