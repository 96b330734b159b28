// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_CHECK_HPP
#define SPAREKEY_JSON_CHECK_HPP

#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// Objects and arrays within each other; RFC 8259 section 9 lets a parser set a limit.
constexpr unsigned kMaxDepth = 32;

// Is `text` one JSON text, exactly as RFC 8259 has it? jsmn alone takes much that is none. Reads
// each byte twice at most and does not recurse.
//
// `ok`: *out_tokens is how many tokens jsmn finds in it: one for each value and each member's name.
// `not_json`: empty, only white space, or the first byte behind it cannot begin a JSON text (a byte
// order mark and HTML included). `answer_too_large`: deeper than kMaxDepth. `malformed_json`:
// anything else that RFC 8259 refuses, and escapes of lone surrogates, which encode no character.
Code check(Text text, size_t* out_tokens);

}  // namespace sparekey::json

#endif
