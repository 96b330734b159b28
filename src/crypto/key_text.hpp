// SPDX-License-Identifier: Apache-2.0
// Public keys as servers publish them, in all the ways that JavaScript's decoders let pass: the
// armour on one line, indented, with blanks or CR for line ends, behind a byte order mark.
#ifndef SPAREKEY_CRYPTO_KEY_TEXT_HPP
#define SPAREKEY_CRYPTO_KEY_TEXT_HPP

#include "sparekey/types.hpp"

namespace sparekey::crypto {

// `text` without the white space and byte order marks around it.
Text trim(Text text);

// What stands between the first `-----BEGIN PUBLIC KEY-----` and the END behind it, and if there is
// no BEGIN, all of `text`, trimmed. False if the END is missing.
bool strip_armour(Text text, Text* out_base64);

}  // namespace sparekey::crypto

#endif
