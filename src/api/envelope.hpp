// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_API_ENVELOPE_HPP
#define SPAREKEY_API_ENVELOPE_HPP

#include "api/call.hpp"

namespace sparekey::api {

// Reads what surrounds every answer:
// `{"statusCode":…,"message":…,"apiCode":…,"requestId":…,"data":…}`, with the older servers' `code`
// and `uniqueId`. Fills `result`'s words of the service.
//
// Code::ok: a success, and `*data` is its payload, absent if there is none. A code of the service:
// it refused. http_status: an HTTP error without envelope. unexpected_shape.
Code read_envelope(json::Document& document, const Call& call, int http_status, Result* result,
                   json::Value* data);

}  // namespace sparekey::api

#endif
