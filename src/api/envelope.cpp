// SPDX-License-Identifier: Apache-2.0
#include "api/envelope.hpp"

#include "api/refusals.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

// The member under its present name, or else under the one older servers use.
json::Value either(json::Document& document, json::Value object, Text name, Text older_name) {
  const json::Value value = document.optional(object, name);
  return value.absent() ? document.optional(object, older_name) : value;
}

// A number, or (older servers) a string of digits.
bool read_api_code(json::Document& document, json::Value value, int64_t* out) {
  if (!document.is_string(value)) {
    *out = document.integer(value, INT64_MIN, INT64_MAX);
    return true;
  }
  uint64_t number = 0;
  if (!parse_decimal(document.text(value), INT64_MAX, &number)) return false;
  *out = static_cast<int64_t>(number);
  return true;
}

}  // namespace

Code read_envelope(json::Document& document, const Call& call, int http_status, Result* result,
                   json::Value* data) {
  const bool http_error = http_status >= 400;
  const Code not_an_envelope = http_error ? Code::http_status : Code::unexpected_shape;
  const json::Value root = document.root();
  if (!document.is_object(root)) return not_an_envelope;

  const json::Value status = either(document, root, "statusCode", "code");
  if (status.absent()) {
    if (!document.ok() || http_error || !call.may_come_bare) return not_an_envelope;
    *data = root;
    return Code::ok;
  }
  const auto status_code = static_cast<int>(document.integer(status, 0, INT32_MAX));
  const json::Value api_code = document.optional(root, "apiCode");
  int64_t api_number = 0;
  if (!api_code.absent() && !read_api_code(document, api_code, &api_number)) return not_an_envelope;
  const json::Value message = document.optional(root, "message");
  const json::Value request_id = either(document, root, "requestId", "uniqueId");
  *data = document.optional(root, "data");
  const Text message_text = message.absent() ? Text() : document.text(message);
  const Text request_id_text = request_id.absent() ? Text() : document.text(request_id);
  if (!document.ok()) return not_an_envelope;

  result->status_code = status_code;
  result->has_api_code = !api_code.absent();
  result->api_code = api_number;
  result->message = message_text;
  result->request_id = request_id_text;
  if (status_code == 200 && !http_error) return Code::ok;
  return refusal(call, http_status, status_code, api_number);
}

}  // namespace sparekey::api
