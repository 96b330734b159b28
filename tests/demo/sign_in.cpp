// SPDX-License-Identifier: Apache-2.0
#include "sign_in.hpp"

#include <httplib.h>

#include <stdexcept>

namespace demo {

bool signs_in(const support::EmulatorProcess& emulator, const std::string& email,
              const std::string& password) {
  httplib::SSLClient client("localhost", std::stoi(emulator.port()));
  client.set_ca_cert_path(emulator.ca_file());
  client.enable_server_certificate_verification(true);
  const nlohmann::json body = {{"connection", "PASSWORD"},
                               {"passwordPayload", {{"email", email}, {"password", password}}}};
  const httplib::Headers headers = {{"x-authing-app-id", "demo-app"}};
  const httplib::Result result =
      client.Post("/api/v3/signin", headers, body.dump(), "application/json");
  if (!result) throw std::runtime_error("signing in: " + httplib::to_string(result.error()));
  const nlohmann::json answer = nlohmann::json::parse(result->body);
  if (answer.at("statusCode") == 200) return answer.at("data").contains("access_token");
  // The emulator's "wrong account or password".
  if (answer.value("apiCode", 0) == 2333) return false;
  throw std::runtime_error("signing in: " + result->body);
}

}  // namespace demo
