// SPDX-License-Identifier: Apache-2.0
#include "c/result.hpp"

namespace sparekey::c {

void end_text(Text text) {
  if (!text.empty()) const_cast<char*>(text.data())[text.size()] = '\0';
}

void end_texts(const Result& result) {
  end_text(result.message);
  end_text(result.request_id);
}

sparekey_result in_c(const Result& result) {
  sparekey_result out;
  out.code = static_cast<sparekey_code>(result.code);
  out.delivery = static_cast<sparekey_delivery>(result.delivery);
  out.advice = static_cast<sparekey_advice>(result.advice);
  out.native = result.native;
  out.http_status = result.http_status;
  out.status_code = result.status_code;
  out.detail = result.detail == nullptr ? "" : result.detail;
  out.message = in_c(result.message);
  out.request_id = in_c(result.request_id);
  out.api_code = result.api_code;
  out.retry_after_s = result.retry_after_s;
  out.has_api_code = result.has_api_code;
  out.clock_was_unset = result.clock_was_unset;
  return out;
}

sparekey_result bad_argument(const char* detail) {
  Result result;
  result.code = Code::bad_argument;
  result.advice = Advice::check_input;
  result.detail = SPAREKEY_DETAILS ? detail : nullptr;
  return in_c(result);
}

}  // namespace sparekey::c
