// SPDX-License-Identifier: Apache-2.0
#include "api/refusals.hpp"

namespace sparekey::api {
namespace {

struct Row {
  uint32_t api_code : 24;
  Code code;
};
static_assert(sizeof(Row) == 4, "one word per row");

constexpr Row kApiCodes[] = {
    {500, Code::passcode_rejected},
    {1000, Code::service_fault},
    {1001, Code::not_permitted},
    {1002, Code::too_many_requests},
    {1576, Code::not_permitted},
    {2000, Code::captcha_required},
    {2001, Code::passcode_rejected},  // or expired: sources disagree, and the advice is the same
    {2003, Code::bad_recipient},
    {2004, Code::account_not_found},
    {2005, Code::account_locked},
    {2011, Code::app_rejected},
    {2016, Code::password_undecryptable},
    {2025, Code::delivery_failed},
    {2028, Code::bad_recipient},
    {2029, Code::password_too_weak},
    {2057, Code::account_locked},
    {2059, Code::password_reused},
    {2061, Code::password_too_weak},
    {2071, Code::password_too_weak},
    {2080, Code::too_soon},
    {2100, Code::too_many_requests},
    {2204, Code::bad_recipient},
    {2224, Code::app_rejected},
    {2300, Code::passcode_expired},
    {3013, Code::delivery_failed},
    {3103, Code::delivery_failed},
    {4004, Code::too_soon},
    {2120008, Code::not_permitted},
    {2130010, Code::not_permitted},
};

Code by_api_code(int64_t api_code) {
  for (const Row& row : kApiCodes)
    if (row.api_code == api_code) return row.code;
  return Code::refused;
}

Code by_status(int status) {
  switch (status) {
    case 429:
      return Code::too_many_requests;
    case 500:
    case 502:
    case 503:
    case 504:
      return Code::service_fault;
    case 601:
    case 602:
      return Code::delivery_failed;
    default:
      return Code::refused;
  }
}

}  // namespace

Code refusal(const Call& call, int http_status, int status_code, int64_t api_code) {
  Code code = by_api_code(api_code);
  const bool about_passcode = code == Code::passcode_rejected || code == Code::passcode_expired;
  // 500 is also what a general fault looks like.
  if (about_passcode && !call.is_about_passcode) code = Code::refused;
  if (code == Code::refused) code = by_status(status_code);
  if (code == Code::refused) code = by_status(http_status);
  return code == Code::refused ? call.unexplained : code;
}

}  // namespace sparekey::api
