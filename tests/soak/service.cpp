// SPDX-License-Identifier: Apache-2.0
#include "service.hpp"

#include <random>

#include "demo/sign_in.hpp"

namespace soak {
namespace {

using nlohmann::json;

// Of every path about one request in twenty.
json faults(int recoveries, unsigned seed) {
  const json kinds[] = {{{"drop", true}},
                        {{"drop", true}, {"act", false}},
                        {{"drop", true}, {"closeNotify", true}},
                        {{"closeAfterBytes", 5}},
                        {{"httpStatus", 503}, {"body", "<html>busy</html>"}},
                        {{"httpStatus", 502}, {"body", "<html>bad</html>"}},
                        {{"httpStatus", 429}, {"statusCode", 429}},
                        {{"httpStatus", 302}, {"headers", {{"Location", "https://a.test/"}}}},
                        {{"body", "{\"statusCode\":"}},
                        {{"body", "[]"}, {"act", true}},
                        {{"body", "x"}, {"bodyRepeat", 20000}},
                        {{"statusCode", 500}, {"apiCode", 1000}},
                        {{"statusCode", 403}, {"apiCode", 1001}}};
  std::mt19937 random(seed);
  json all = json::array();
  for (const char* path :
       {"system", "send-email", "verify-reset-password-request", "reset-password"})
    for (int after = 20; after < recoveries; after += 1 + static_cast<int>(random() % 40)) {
      json fault = kinds[random() % std::size(kinds)];
      fault["path"] = std::string("/api/v3/") + path;
      fault["after"] = after;
      fault["times"] = 1;
      all.push_back(fault);
    }
  return all;
}

json config(int recoveries, unsigned seed) {
  json accounts = json::array();
  for (int number = 0; number < kAccounts; ++number)
    accounts.push_back({{"email", account(number)}, {"password", password(number)}});
  return {{"accounts", accounts},
          {"tls", {{"keyType", "ec"}}},
          {"passCode", {{"resendSeconds", 0}, {"tries", 3}}},
          {"faults", faults(recoveries, seed)}};
}

std::vector<json> new_lines(std::ifstream& in) {
  std::vector<json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  in.clear();  // of its end
  return lines;
}

}  // namespace

std::string account(int number) { return "p" + std::to_string(100 + number) + "@example.com"; }

std::string password(int number) { return "Passw0rd-" + std::to_string(1'000'000 + number); }

Service::Service(int recoveries, unsigned seed)
    : emulator_(config(recoveries, seed)),
      requests_(emulator_.dir().file("access.jsonl")),
      outbox_(emulator_.dir().file("outbox.jsonl")) {
  for (int number = 0; number < kAccounts; ++number) codes_[account(number)] = "000000";
}

std::vector<json> Service::new_requests() {
  std::vector<json> requests;
  for (json& line : new_lines(requests_))
    if (line.at("path") != "/api/v3/signin") requests.push_back(std::move(line));
  return requests;
}

void Service::read_outbox() {
  for (const json& line : new_lines(outbox_)) {
    codes_.at(line.at("to")) = line.at("code");
    ++sent_;
  }
}

const std::string& Service::last_code(const std::string& account) {
  read_outbox();
  return codes_.at(account);
}

int Service::sent() {
  read_outbox();
  return sent_;
}

bool Service::signs_in(const std::string& account, const std::string& password) {
  return demo::signs_in(emulator_, account, password);
}

}  // namespace soak
