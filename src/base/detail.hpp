// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_DETAIL_HPP
#define SPAREKEY_BASE_DETAIL_HPP

#include "sparekey/error.hpp"

namespace sparekey {

// Words for Result::detail; an empty text in a library that was built without them.
constexpr const char* in_words(const char* words) { return SPAREKEY_DETAILS ? words : ""; }

// What a call comes to that has sent nothing.
Result failure(Code code, const char* detail = nullptr);

}  // namespace sparekey

#endif
