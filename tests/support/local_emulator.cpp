// SPDX-License-Identifier: Apache-2.0
#include "support/local_emulator.hpp"

#include <stdexcept>

namespace sparekey::test {

LocalEmulator::LocalEmulator(const emulator::Config& config)
    : config_(config),
      identity_(emulator::make_server_identity(config.tls)),
      access_log_(dir_.file("access.jsonl")),
      requests_(dir_.file("access.jsonl")) {
  restart();
}

void LocalEmulator::restart() {
  server_.reset();
  service_ = std::make_unique<emulator::Service>(
      config_, [this] { return emulator::Milliseconds(now_ms_); },
      [this](const emulator::Recipient&, const std::string& pass_code) {
        const std::lock_guard<std::mutex> lock(mutex_);
        codes_.push_back(pass_code);
        sent_.notify_all();
      });
  end_connections();
}

void LocalEmulator::end_connections() {
  server_.reset();
  server_ = std::make_unique<emulator::HttpsServer>(config_, identity_, *service_, access_log_);
  server_->start("127.0.0.1", port_.number());
}

size_t LocalEmulator::messages() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return codes_.size();
}

std::string LocalEmulator::wait_for_code(size_t message) const {
  std::unique_lock<std::mutex> lock(mutex_);
  if (!sent_.wait_for(lock, std::chrono::seconds(60), [&] { return codes_.size() >= message; }))
    throw std::runtime_error("waited in vain for a message");
  return codes_.at(message - 1);
}

std::vector<nlohmann::json> LocalEmulator::new_requests() {
  std::vector<nlohmann::json> requests;
  for (std::string line; std::getline(requests_, line);)
    requests.push_back(nlohmann::json::parse(line));
  requests_.clear();  // of its end
  return requests;
}

nlohmann::json LocalEmulator::answer(const std::string& path, const nlohmann::json& body) const {
  const emulator::HttpRequest request{
      "POST",
      path,
      {{"content-type", "application/json"}, {"x-authing-app-id", "demo-app"}},
      body.dump(),
      "127.0.0.1"};
  return nlohmann::json::parse(service_->answer(request).body);
}

bool LocalEmulator::takes_code(const std::string& pass_code) const {
  return answer("/api/v3/pre-check-code", {{"codeType", "EMAIL"},
                                           {"emailCodePayload",
                                            {{"email", kAlice},
                                             {"passCode", pass_code},
                                             {"channel", "CHANNEL_RESET_PASSWORD"}}}})
      .at("data")
      .at("isValid");
}

bool LocalEmulator::signs_in_with(const std::string& password) const {
  return answer("/api/v3/signin",
                {{"connection", "PASSWORD"},
                 {"passwordPayload", {{"account", kAlice}, {"password", password}}}})
             .at("statusCode") == 200;
}

}  // namespace sparekey::test
