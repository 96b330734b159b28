// SPDX-License-Identifier: Apache-2.0
// The emulator within this process: its state can be read without a request by the client.
#ifndef SPAREKEY_SUPPORT_LOCAL_EMULATOR_HPP
#define SPAREKEY_SUPPORT_LOCAL_EMULATOR_HPP

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "emulator/https_server.hpp"
#include "support/sockets.hpp"
#include "support/temp_dir.hpp"

namespace sparekey::test {

constexpr const char* kAlice = "alice@example.com";

class LocalEmulator {
 public:
  explicit LocalEmulator(const emulator::Config& config = emulator::Config());

  int port() const { return port_.number(); }
  const std::string& ca_pem() const { return identity_.ca_pem; }

  // Serves anew, on the same port and with the same certificate. After a restart all that the
  // service knew is gone.
  void end_connections();
  void restart();

  // Only this moves its clock.
  void pass_minutes(int minutes) { now_ms_ += int64_t{minutes} * 60'000; }

  // Messages sent, and the passcode in the last of them.
  size_t messages() const;
  std::string wait_for_code(size_t message) const;

  // What was requested since the last call: lines of access.jsonl.
  std::vector<nlohmann::json> new_requests();

  // What is true of Alice now. Neither changes anything.
  bool takes_code(const std::string& pass_code) const;
  bool signs_in_with(const std::string& password) const;

 private:
  nlohmann::json answer(const std::string& path, const nlohmann::json& body) const;

  emulator::Config config_;
  emulator::ServerIdentity identity_;
  support::TempDir dir_;
  emulator::AccessLog access_log_;
  std::ifstream requests_;
  std::atomic<int64_t> now_ms_{1000};
  mutable std::mutex mutex_;
  mutable std::condition_variable sent_;
  std::vector<std::string> codes_;
  const ReservedPort port_;  // also while nobody serves
  std::unique_ptr<emulator::Service> service_;
  std::unique_ptr<emulator::HttpsServer> server_;  // the last: it ends first
};

}  // namespace sparekey::test

#endif
