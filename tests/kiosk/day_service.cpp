// SPDX-License-Identifier: Apache-2.0
#include "kiosk/day_service.hpp"

#include <fstream>

#include "emulator/clock.hpp"

namespace kiosk_test {

DayService::DayService(const nlohmann::json& config)
    : config_(emulator::read_config(config)),
      identity_(emulator::make_server_identity(config_.tls)),
      access_log_(dir_.file("access.jsonl")) {
  service_ = std::make_unique<emulator::Service>(
      config_, emulator::running_clock(1),
      [this](const emulator::Recipient& recipient, const std::string& code) {
        const std::lock_guard<std::mutex> lock(mutex_);
        codes_[recipient.address].push_back(code);
      });
  server_ = std::make_unique<emulator::HttpsServer>(config_, identity_, *service_, access_log_);
  port_ = server_->start("127.0.0.1", 0);
}

std::vector<std::string> DayService::options() const {
  return {"--host",    "localhost:" + std::to_string(port_),  "--app-id", "demo-app",
          "--ca-file", dir_.write("ca.pem", identity_.ca_pem)};
}

std::vector<std::string> DayService::codes(const std::string& account) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = codes_.find(account);
  return found == codes_.end() ? std::vector<std::string>() : found->second;
}

bool DayService::signs_in(const std::string& account, const std::string& password) const {
  const nlohmann::json body = {{"connection", "PASSWORD"},
                               {"passwordPayload", {{"account", account}, {"password", password}}}};
  const emulator::HttpRequest request{
      "POST",
      "/api/v3/signin",
      {{"content-type", "application/json"}, {"x-authing-app-id", "demo-app"}},
      body.dump(),
      "127.0.0.1"};
  return nlohmann::json::parse(service_->answer(request).body).at("statusCode") == 200;
}

std::vector<nlohmann::json> DayService::requests() const {
  std::vector<nlohmann::json> requests;
  std::ifstream in(dir_.file("access.jsonl"));
  for (std::string line; std::getline(in, line);) requests.push_back(nlohmann::json::parse(line));
  return requests;
}

}  // namespace kiosk_test
