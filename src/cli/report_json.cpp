// SPDX-License-Identifier: Apache-2.0
#include "cli/report_json.hpp"

#include "cli/json_object.hpp"
#include "words/results.hpp"

namespace sparekey::cli {
namespace {

void put_envelope(const Result& result, JsonObject& object) {
  if (result.status_code != 0) object.number("statusCode", result.status_code);
  if (result.has_api_code && !result.ok()) object.number("apiCode", result.api_code);
  object.string_if_any("message", result.message);
  object.string_if_any("requestId", result.request_id);
}

// Always there, and always English: it is for logs.
void put_detail(const Outcome& outcome, JsonObject& error) {
  const Trouble& trouble = outcome.trouble;
  if (trouble.reason == Word::none) {
    const Text detail = outcome.result.detail;
    if (!detail.empty()) return error.string("detail", detail);
    // Not explain(): its words would be in the program twice.
    return error.string("detail", say(UiLanguage::english, outcome.result.code));
  }
  Output& out = error.value_of("detail");
  out.put('"');
  put_trouble(UiLanguage::english, trouble, put_json_characters, out);
  out.put('"');
}

void put_error(const Outcome& outcome, JsonObject& object) {
  const Result& result = outcome.result;
  JsonObject error(object, "error");
  error.string("code", name(result.code));
  error.string("kind", name(kind_of(result.code)));
  error.string("delivery", name(result.delivery));
  error.string("advice", name(result.advice));
  put_detail(outcome, error);
  if (result.http_status != 0) error.number("httpStatus", result.http_status);
  put_envelope(result, error);
  if (result.retry_after_s >= 0) error.number("retryAfterSeconds", result.retry_after_s);
}

}  // namespace

void report_in_json(const Command* command, const Outcome& outcome, Output& out) {
  const bool ok = outcome.result.ok();
  {
    JsonObject object(out);
    object.boolean("ok", ok);
    if (ok) {
      put_envelope(outcome.result, object);
    } else {
      put_error(outcome, object);
    }
    if (ok || outcome.refused_with_data) command->put_data(outcome, object);
  }
  out.put('\n');
  out.flush();
}

}  // namespace sparekey::cli
