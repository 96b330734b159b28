// SPDX-License-Identifier: Apache-2.0
// The service, a process of its own, which fails now and then; and what it says of itself.
#ifndef SPAREKEY_TESTS_SOAK_SERVICE_HPP
#define SPAREKEY_TESTS_SOAK_SERVICE_HPP

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/emulator_process.hpp"

namespace soak {

constexpr int kAccounts = 100;

std::string account(int number);
// Of one length, and each another.
std::string password(int number);

class Service {
 public:
  Service(int recoveries, unsigned seed);

  int port() const { return std::stoi(emulator_.port()); }
  std::string ca_pem() const { return support::read_file(emulator_.ca_file()); }

  // What it logged of the client's requests since the last time. No request may be under way.
  std::vector<nlohmann::json> new_requests();

  // The passcode sent last to that account, and how many were sent to all of them.
  const std::string& last_code(const std::string& account);
  int sent();

  // Asked by another client, and past the network's faults.
  bool signs_in(const std::string& account, const std::string& password);

 private:
  void read_outbox();

  support::EmulatorProcess emulator_;
  std::ifstream requests_;
  std::ifstream outbox_;
  std::map<std::string, std::string> codes_;
  int sent_ = 0;
};

}  // namespace soak

#endif
