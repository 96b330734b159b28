// SPDX-License-Identifier: Apache-2.0
#include "base/failure.hpp"

#include "base/place.hpp"

namespace sparekey {

void set_unsent(Result* out, Code code, const char* detail) {
  reset(out);
  out->code = code;
  out->advice = advice_for(code, out->delivery);
  out->detail = detail;
}

Result unsent(Code code, const char* detail) {
  Result result;
  set_unsent(&result, code, detail);
  return result;
}

}  // namespace sparekey
