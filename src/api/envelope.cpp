// SPDX-License-Identifier: Apache-2.0
#include "api/envelope.hpp"

#include "api/refusals.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

// A number, or its digits as text (older servers).
bool read_api_code(json::Document& document, json::Value value, int64_t* out) {
  if (document.read_integer(value, out)) return true;
  uint64_t number = 0;
  if (!parse_decimal(document.text_or_empty(value), INT64_MAX, &number)) return false;
  *out = static_cast<int64_t>(number);
  return true;
}

Text read_request_id(json::Document& document, json::Value root) {
  const Text id = document.text_or_empty(document.decoration(root, "requestId"));
  return id.empty() ? document.text_or_empty(document.decoration(root, "uniqueId")) : id;
}

}  // namespace

Code read_envelope(json::Document& document, const Call& call, int http_status, Result* result,
                   json::Value* data) {
  const bool http_error = http_status >= 400;
  const Code not_an_envelope = http_error ? Code::http_status : Code::unexpected_shape;
  const json::Value root = document.root();
  if (!document.is_object(root)) return not_an_envelope;

  json::Value status = document.optional(root, "statusCode");
  const bool older = status.absent();
  if (older) status = document.optional(root, "code");
  if (status.absent()) {
    if (!document.ok() || http_error || !call.may_come_bare) return not_an_envelope;
    *data = root;
    return Code::ok;
  }
  const int status_code = document.natural(status);
  *data = document.optional(root, "data");
  if (!document.ok()) return not_an_envelope;

  result->status_code = status_code;
  result->has_api_code =
      read_api_code(document, document.decoration(root, "apiCode"), &result->api_code);
  result->message = document.lossy_text(document.decoration(root, "message"));
  result->request_id = read_request_id(document, root);
  if (status_code == 200 && !http_error) return Code::ok;
  // Older servers that send `code` alone put there what is an apiCode elsewhere, or a statusCode.
  const bool code_alone = older && !result->has_api_code;
  return refusal(call, http_status, status_code, code_alone ? status_code : result->api_code);
}

}  // namespace sparekey::api
