// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_API_ENVELOPE_HPP
#define SPAREKEY_API_ENVELOPE_HPP

#include "api/call.hpp"

namespace sparekey::api {

// Reads what surrounds every answer:
// `{"statusCode":…,"message":…,"apiCode":…,"requestId":…,"data":…}`, with the older servers' `code`
// and `uniqueId`, and fills in `result`'s words of the service. Only statusCode and data decide:
// message, apiCode and requestId are left out if they are of a strange type or given twice.
//
// Code::ok: a success, and `*data` is its payload, absent if there is none. A code of the service:
// it refused. http_status: an HTTP error without an envelope. unexpected_shape: anything else.
Code read_envelope(json::Document& document, const Call& call, int http_status, Result* result,
                   json::Value* data);

}  // namespace sparekey::api

#endif
