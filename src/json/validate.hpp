// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_VALIDATE_HPP
#define SPAREKEY_JSON_VALIDATE_HPP

#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// Levels of nesting; RFC 8259 section 9 lets a parser set a limit.
constexpr unsigned kMaxDepth = 32;

// Whether `text` is one JSON text, exactly as RFC 8259 defines it: jsmn alone accepts much more.
// Reads each byte twice at most and does not recurse.
//
// `ok`: *out_tokens is how many tokens jsmn finds in it, one for each value and each member's name.
// `not_json`: empty, only white space, or the first other byte cannot begin a JSON text (such as a
// byte order mark, or HTML). `answer_too_large`: deeper than kMaxDepth. `malformed_json`: anything
// else that RFC 8259 refuses. Escapes of half a surrogate pair are in its grammar and accepted; see
// Document for how they read.
Code validate(Text text, size_t* out_tokens);

}  // namespace sparekey::json

#endif
