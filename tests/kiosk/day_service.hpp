// SPDX-License-Identifier: Apache-2.0
// The emulator in the test's own process, so that it can be asked what is true without a request of
// the kiosk's.
#ifndef SPAREKEY_TESTS_KIOSK_DAY_SERVICE_HPP
#define SPAREKEY_TESTS_KIOSK_DAY_SERVICE_HPP

#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "emulator/https_server.hpp"
#include "support/temp_dir.hpp"

namespace kiosk_test {

class DayService {
 public:
  explicit DayService(const nlohmann::json& config);

  // Options that point a kiosk to it.
  std::vector<std::string> options() const;

  // The passcodes that were sent to an account so far.
  std::vector<std::string> codes(const std::string& account) const;
  bool signs_in(const std::string& account, const std::string& password) const;
  // All requests, as in access.jsonl.
  std::vector<nlohmann::json> requests() const;

 private:
  emulator::Config config_;
  emulator::ServerIdentity identity_;
  support::TempDir dir_;
  emulator::AccessLog access_log_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> codes_;
  std::unique_ptr<emulator::Service> service_;
  std::unique_ptr<emulator::HttpsServer> server_;  // the last: it ends first
  int port_ = 0;
};

}  // namespace kiosk_test

#endif
