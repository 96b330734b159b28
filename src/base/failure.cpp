// SPDX-License-Identifier: Apache-2.0
#include "base/failure.hpp"

namespace sparekey {

Result unsent(Code code, const char* detail) {
  Result result;
  result.code = code;
  result.advice = advice_for(code, result.delivery);
  result.detail = detail;
  return result;
}

}  // namespace sparekey
