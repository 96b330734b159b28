// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_API_ENVELOPE_HPP
#define SPAREKEY_API_ENVELOPE_HPP

#include "api/calls.hpp"

namespace sparekey::api {

// Reads what surrounds every answer:
// `{"statusCode":…,"message":…,"apiCode":…,"requestId":…,"data":…}`, with the older servers' `code`
// and `uniqueId`. Fills `result`'s words of the service.
//
// Code::ok: a success, and `*data` is its payload (absent where there is none); `system` may come
// without an envelope. A code of the service: it refused. http_status: an HTTP error without
// envelope. unexpected_shape.
Code read_envelope(json::Document& document, Call call, int http_status, Result* result,
                   json::Value* data);

}  // namespace sparekey::api

#endif
