// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_API_REFUSALS_HPP
#define SPAREKEY_API_REFUSALS_HPP

#include "api/call.hpp"

namespace sparekey::api {

// What the service means by refusing `call` like this; `api_code` is 0 if it sent none. A known
// apiCode says more than the envelope's statusCode, and that says more than HTTP's.
Code refusal(const Call& call, int http_status, int status_code, int64_t api_code);

}  // namespace sparekey::api

#endif
