// SPDX-License-Identifier: Apache-2.0
// The library's own readers and writers, in the order in which its Engine calls them.
#include "api/envelope.hpp"
#include "api/recipient.hpp"
#include "codecs.hpp"
#include "http/request_writer.hpp"
#include "http/response_parser.hpp"
#include "sparekey/client.hpp"

namespace bench {
namespace {

using namespace sparekey;

constexpr Limits kLimits;
char buffer[kLimits.exchange_bytes];  // the answer's; the Engine has one for both
char request_buffer[kLimits.exchange_bytes];
json::Token tokens[kLimits.json_tokens];
http::ResponseParser parser;
Text written;

bool write(const api::Call& call, const api::Arguments& arguments, bool encrypted) {
  if (call.check != nullptr && call.check(arguments) != nullptr) return false;
  http::RequestWriter request(request_buffer, sizeof request_buffer);
  request.begin(call.method, call.path, kHost);
  request.lines(kUserAgentLine);
  request.lines("accept: application/json\r\naccept-encoding: identity\r\n");
  request.prefix("x-authing-");
  request.field("app-id", kAppId);
  request.field("sdk-version", kSdkVersion);
  request.field("lang", kLanguage);
  const bool has_body = call.write != nullptr;
  if (has_body) {
    request.lines("content-type: application/json\r\n");
    json::ObjectWriter body(request.body());
    api::EncryptedPassword password{"rsa", sizeof kCiphertext - 1, nullptr};
    call.write(body, arguments, encrypted ? &password : nullptr);
    if (encrypted) {
      if (password.place == nullptr) return false;
      memcpy(password.place, kCiphertext, password.size);
    }
  }
  written = request.finish(has_body);
  return request.ok();
}

bool read(const api::Call& call, std::string_view answer, void* out) {
  parser.begin(buffer, sizeof buffer, kLimits.overhead_bytes);
  for (size_t at = 0; at < answer.size();) {
    const std::string_view piece = answer.substr(at, 256);  // as the Engine receives
    const Bytes bytes{reinterpret_cast<const uint8_t*>(piece.data()), piece.size()};
    if (parser.feed(bytes) != Code::ok) return false;
    at += piece.size();
  }
  if (!parser.complete()) return false;
  json::Document document;
  Result result;
  json::Value data;
  return document.parse(buffer, parser.body().size(), tokens, kLimits.json_tokens) == Code::ok &&
         read_envelope(document, call, parser.status(), &result, &data) == Code::ok &&
         (call.read == nullptr || call.read(document, data, out) == Code::ok);
}

Recipient alice() {
  Recipient recipient;
  recipient.email = kEmail;
  return recipient;
}

}  // namespace

const char* name() { return "sparekey"; }

std::string_view request() { return written; }

bool system_call() {
  SystemAnswer system;
  return write(api::kSystem.row, {}, false) && read(api::kSystem.row, kSystemAnswer, &system) &&
         system.rsa_public_key.size() == 451 && system.sm2_public_key.size() == 130 &&
         equal(system.server_version, "sparekey-emulator");
}

bool send_code_call() {
  return write(api::kSendCode.row, {alice(), {}, {}, nullptr}, false) &&
         read(api::kSendCode.row, kSendAnswer, nullptr);
}

bool verify_call() {
  VerifyAnswer verified;
  return write(api::kVerify.row, {alice(), kPassCode, {}, nullptr}, false) &&
         read(api::kVerify.row, kVerifyAnswer, &verified) &&
         equal(verified.password_reset_token, kToken) && verified.token_expires_in_s == 300;
}

bool reset_call() {
  ResetRequest reset;
  reset.password_reset_token = kToken;
  reset.password = "correct horse battery staple";
  return write(api::kReset.row, {{}, {}, reset, nullptr}, true) &&
         read(api::kReset.row, kResetAnswer, nullptr);
}

}  // namespace bench
