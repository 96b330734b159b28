// SPDX-License-Identifier: Apache-2.0
// The service's envelope, and each call's reader behind it.
// Covers: src/api/envelope.cpp src/api/refusals.cpp src/api/verify.cpp src/api/check_code.cpp
// src/api/system.cpp src/api/public_keys.cpp src/api/reset.cpp
#include "api/call.hpp"
#include "api/envelope.hpp"
#include "base/text.hpp"
#include "fuzz.hpp"

namespace sparekey::fuzz {
namespace {

void check_result(const Result& result, Code code, int http_status, Text answer) {
  require(lies_in(result.message, answer) && lies_in(result.request_id, answer),
          "the service's words lie in the answer");
  require(is_utf8(result.message) && is_utf8(result.request_id), "and are UTF-8");
  const Kind kind = kind_of(code);
  require(kind == Kind::none || kind == Kind::service || code == Code::http_status ||
              code == Code::unexpected_shape,
          "a code that an answer can have");
  require(kind != Kind::none || http_status < 400, "no success under an HTTP error");
  require(code != Code::http_status || http_status >= 400, "http_status needs an HTTP error");
}

// The reader that `call` has, over room for its answer.
Code read_data(unsigned call, json::Document& document, json::Value data, Text answer) {
  Code code = Code::ok;
  switch (call) {
    case 0: {
      SystemAnswer out;
      code = api::kSystem.row.read(document, data, &out);
      for (const Text text : {out.rsa_public_key, out.sm2_public_key, out.server_version,
                              out.version_json, out.public_ips_json})
        require(lies_in(text, answer) && is_utf8(text), "texts lie in the answer");
      break;
    }
    case 1: {
      api::PublicKey out{"rsa", {}};
      code = api::kPublicKeys.row.read(document, data, &out);
      require(lies_in(out.published, answer), "the key lies in the answer");
      break;
    }
    case 2: {
      CheckCodeAnswer out;
      code = api::kCheckCode.row.read(document, data, &out);
      require((code == Code::ok) == (out.is_valid && document.ok()), "valid is valid");
      require(lies_in(out.message, answer) && is_utf8(out.message), "its words lie there too");
      break;
    }
    case 3: {
      VerifyAnswer out;
      code = api::kVerify.row.read(document, data, &out);
      const Text token = out.password_reset_token;
      require((code == Code::ok) == !token.empty(), "a token, or no success");
      require(lies_in(token, answer) && is_utf8(token) && !has_controls(token),
              "a token that fits on a line");
      require(out.token_expires_in_s >= -1, "no lifetime below none");
      break;
    }
    default: {
      if (api::kReset.row.read != nullptr) code = api::kReset.row.read(document, data, nullptr);
    }
  }
  return code;
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const auto call = input.ConsumeIntegralInRange<unsigned>(0, 4);
  const int http_status = input.ConsumeBool() ? 200 : input.ConsumeIntegralInRange(200, 599);
  const api::Call* const rows[] = {&api::kSystem.row, &api::kPublicKeys.row, &api::kCheckCode.row,
                                   &api::kVerify.row, &api::kReset.row};
  fuzz::ExactBuffer answer(input.ConsumeRemainingBytesAsString());
  std::vector<json::Token> tokens(128);
  json::Document document;
  if (document.parse(answer.data(), answer.size(), tokens.data(), tokens.size()) != Code::ok)
    return 0;
  Result result;
  json::Value value;
  const Code code = api::read_envelope(document, *rows[call], http_status, &result, &value);
  fuzz::check_result(result, code, http_status, answer.text());
  if (code != Code::ok) return 0;
  const Code read = fuzz::read_data(call, document, value, answer.text());
  fuzz::require(read == Code::ok || kind_of(read) == Kind::service ||
                    read == Code::unexpected_shape || read == Code::bad_key,
                "a code that data can have");
  return 0;
}
