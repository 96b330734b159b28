// SPDX-License-Identifier: Apache-2.0
#include "outcome.hpp"
#include "printable.hpp"

namespace sparekey::cli {
namespace {

// Writes the members of one object, with the commas between them.
class Members {
 public:
  explicit Members(Output& out) : out_(out) { out_.put('{'); }

  void boolean(Text key, bool value) { fragment(key, value ? "true" : "false"); }
  void string(Text key, Text value) {
    begin(key);
    put_json_string(value, out_);
  }
  void number(Text key, int64_t value) {
    begin(key);
    out_.put_number(value);
  }
  void fragment(Text key, Text json) {
    begin(key);
    put_json_fragment(json, out_);
  }
  /// Only where there is something to write.
  void string_if_any(Text key, Text value) {
    if (!value.empty()) string(key, value);
  }
  void fragment_if_any(Text key, Text json) {
    if (!json.empty()) fragment(key, json);
  }

  /// The value of `key` is an object that is to be written next.
  void begin(Text key) {
    if (!first_) out_.put(',');
    first_ = false;
    put_json_string(key, out_);
    out_.put(':');
  }
  void end() { out_.put('}'); }

 private:
  Output& out_;
  bool first_ = true;
};

void put_key(Members& data, Text name, Text key, Output& out) {
  if (key.empty()) return;
  data.begin(name);
  Members member(out);
  member.string("publicKey", key);
  member.end();
}

// `data` as the service defines it.
void put_data(Members& members, Command command, const Outcome& outcome, Output& out) {
  // send-code's answer has none.
  if (command == Command::none || command == Command::send_code) return;
  members.begin("data");
  Members data(out);
  if (command == Command::check_code) {
    data.boolean("isValid", outcome.check.is_valid);
    data.string_if_any("message", outcome.check.message);
  } else if (command == Command::verify) {
    data.string("passwordResetToken", outcome.verify.password_reset_token);
    if (outcome.verify.token_expires_in_s >= 0)
      data.number("tokenExpiresIn", outcome.verify.token_expires_in_s);
  } else if (command == Command::system) {
    put_key(data, "rsa", outcome.system.rsa_public_key, out);
    put_key(data, "sm2", outcome.system.sm2_public_key, out);
    data.fragment_if_any("version", outcome.system.version_json);
    data.fragment_if_any("publicIps", outcome.system.public_ips_json);
  } else {  // reset and recover
    data.boolean("success", true);
  }
  data.end();
}

void put_envelope(Members& members, const Result& result) {
  if (result.status_code != 0) members.number("statusCode", result.status_code);
  if (result.has_api_code && !result.ok()) members.number("apiCode", result.api_code);
  members.string_if_any("message", result.message);
  members.string_if_any("requestId", result.request_id);
}

// Always there, always English: it is for logs.
void put_detail(Members& error, const Outcome& outcome, Output& out) {
  const Trouble& trouble = outcome.trouble;
  if (trouble.reason == Word::none) {
    const Text detail = outcome.result.detail;
    error.string("detail", detail.empty() ? explain(outcome.result.code) : detail);
    return;
  }
  Output words(Output::kMemoryOnly);
  words.put(trouble.subject);
  if (!trouble.subject.empty()) words.put(": ");
  words.put(say(Tongue::english, trouble.reason));
  error.begin("detail");
  put_json_string(words.text(), out);
}

void put_failure(const Settings& settings, const Outcome& outcome, Output& out) {
  const Result& result = outcome.result;
  Members members(out);
  members.boolean("ok", false);
  members.begin("error");
  Members error(out);
  error.string("code", name(result.code));
  error.string("kind", name(kind_of(result.code)));
  error.string("delivery", name(result.delivery));
  error.string("advice", name(result.advice));
  put_detail(error, outcome, out);
  if (result.http_status != 0) error.number("httpStatus", result.http_status);
  put_envelope(error, result);
  if (result.retry_after_s >= 0) error.number("retryAfterSeconds", result.retry_after_s);
  error.end();
  if (outcome.has_check) put_data(members, settings.command, outcome, out);
  members.end();
}

}  // namespace

void report_in_json(const Settings& settings, const Outcome& outcome, Output& out) {
  if (outcome.result.ok()) {
    Members members(out);
    members.boolean("ok", true);
    put_envelope(members, outcome.result);
    put_data(members, settings.command, outcome, out);
    members.end();
  } else {
    put_failure(settings, outcome, out);
  }
  out.put('\n');
  out.flush();
}

}  // namespace sparekey::cli
