// SPDX-License-Identifier: Apache-2.0
// A code travels with the words for Result::detail from where the fault was seen to where it is
// told, so that nobody on the way has to guess them.
#ifndef SPAREKEY_BASE_FAILURE_HPP
#define SPAREKEY_BASE_FAILURE_HPP

#include "sparekey/error.hpp"
#include "sparekey/options.hpp"

namespace sparekey {

// Words for Result::detail; empty text in a library built without them.
constexpr const char* in_words(const char* words) { return SPAREKEY_DETAILS ? words : ""; }

struct [[nodiscard]] Failure {
#if SPAREKEY_DETAILS
  Code code = Code::ok;
  const char* detail = nullptr;  // in_words(), or null: the code says it all
#else
  // The code alone: functions return it in a register.
  constexpr Failure(Code why = Code::ok, const char* = nullptr) : code(why) {}
  Code code;
  static constexpr const char* detail = "";
#endif

  constexpr bool ok() const { return code == Code::ok; }
};

// The result of a call that sent nothing; without an error, of one that has yet to.
Result unsent(Code code, const char* detail = nullptr);
void set_unsent(Result* out, Code code, const char* detail = nullptr);

}  // namespace sparekey

#endif
