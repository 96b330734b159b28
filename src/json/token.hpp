// SPDX-License-Identifier: Apache-2.0
// jsmn's token, the same in every file. The one file that holds jsmn's code (document.cpp) defines
// SPAREKEY_JSMN_CODE before its includes; all others see declarations only. JSMN_STRICT is not
// needed: jsmn sees only what validate() has accepted.
#ifndef SPAREKEY_JSON_TOKEN_HPP
#define SPAREKEY_JSON_TOKEN_HPP

#define JSMN_PARENT_LINKS
#ifdef SPAREKEY_JSMN_CODE
#define JSMN_STATIC
#else
#define JSMN_HEADER
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <jsmn.h>
#pragma GCC diagnostic pop

namespace sparekey::json {

using Token = jsmntok_t;
static_assert(sizeof(Token) == 20, "the public kJsonTokenBytes, from which memory is computed");

}  // namespace sparekey::json

#endif
