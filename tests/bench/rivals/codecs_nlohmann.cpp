// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "by_hand.hpp"

namespace bench {
namespace {

using nlohmann::json;

char buffer[2048];
char written[2048];
size_t written_size = 0;

void write(const char* path, const json& body) {
  written_size = write_request(written, sizeof written, path, body.dump().c_str());
}

json read(std::string_view answer) {
  const char* body = read_answer(buffer, answer);
  return body == nullptr ? json() : json::parse(body);
}

bool is_success(const json& answer) {
  return answer.at("statusCode").get<int>() == 200 && answer.at("message").is_string() &&
         answer.at("requestId").is_string();
}

}  // namespace

const char* name() { return "nlohmann-json, HTTP by hand"; }

std::string_view request() { return {written, written_size}; }

bool system_call() {
  written_size = write_request(written, sizeof written, "/api/v3/system", nullptr);
  const json answer = read(kSystemAnswer);
  return answer.at("rsa").at("publicKey").get_ref<const std::string&>().size() == 451 &&
         answer.at("sm2").at("publicKey").get_ref<const std::string&>().size() == 130 &&
         answer.at("version").at("server").get_ref<const std::string&>() == "sparekey-emulator";
}

bool send_code_call() {
  write("/api/v3/send-email", {{"email", kEmail}, {"channel", "CHANNEL_RESET_PASSWORD"}});
  return is_success(read(kSendAnswer));
}

bool verify_call() {
  write("/api/v3/verify-reset-password-request",
        {{"verifyMethod", "EMAIL_PASSCODE"},
         {"emailPassCodePayload", {{"email", kEmail}, {"passCode", kPassCode}}}});
  const json answer = read(kVerifyAnswer);
  const json& data = answer.at("data");
  return is_success(answer) &&
         data.at("passwordResetToken").get_ref<const std::string&>() == kToken &&
         data.at("tokenExpiresIn").get<int>() == 300;
}

bool reset_call() {
  write(
      "/api/v3/reset-password",
      {{"passwordResetToken", kToken}, {"password", kCiphertext}, {"passwordEncryptType", "rsa"}});
  const json answer = read(kResetAnswer);
  return is_success(answer) && answer.at("data").at("success").get<bool>();
}

}  // namespace bench
