// SPDX-License-Identifier: Apache-2.0
// Results and texts on their way to C.
#ifndef SPAREKEY_C_RESULT_HPP
#define SPAREKEY_C_RESULT_HPP

#include "sparekey/error.hpp"
#include "sparekey/sparekey.h"

namespace sparekey::c {

// Ends a text of an answer in NUL. The byte behind it is still the answer's, a quote or a comma
// that nobody reads any more. To be done once, when the answer has come: later the client may have
// begun to write its next request there.
void end_text(Text text);
void end_texts(const Result& result);

// A text that was ended, or a literal.
inline const char* in_c(Text text) { return text.empty() ? "" : text.data(); }

// Of a result whose texts were ended.
sparekey_result in_c(const Result& result);

// What this face refuses itself.
sparekey_result bad_argument(const char* detail);

}  // namespace sparekey::c

#endif
