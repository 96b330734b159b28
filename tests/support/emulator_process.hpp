// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_SUPPORT_EMULATOR_PROCESS_HPP
#define SPAREKEY_TESTS_SUPPORT_EMULATOR_PROCESS_HPP

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/child.hpp"
#include "support/temp_dir.hpp"

namespace support {

// The emulator on a free port, as long as the object lives. `config` is its config.json; unless
// that says something of TLS, its certificates are of elliptic curves.
class EmulatorProcess {
 public:
  explicit EmulatorProcess(const nlohmann::json& config = nlohmann::json::object());
  ~EmulatorProcess();
  EmulatorProcess(const EmulatorProcess&) = delete;
  EmulatorProcess& operator=(const EmulatorProcess&) = delete;

  const std::string& port() const { return port_; }
  std::string host() const { return "localhost:" + port_; }
  std::string ca_file() const { return dir_.file("ca.pem"); }
  const TempDir& dir() const { return dir_; }

  // The messages "sent" so far, and the requests.
  std::vector<nlohmann::json> outbox() const { return lines("outbox.jsonl"); }
  std::vector<nlohmann::json> requests() const { return lines("access.jsonl"); }
  // All that it writes about them.
  std::string logs() const;

  // Waits until `count` messages were sent and returns the code of the last of them.
  std::string wait_for_code(size_t count = 1) const;

  void wait_for_request(const std::string& path) const;

 private:
  std::vector<nlohmann::json> lines(const std::string& name) const;

  TempDir dir_;
  std::unique_ptr<Child> child_;
  std::string port_;
  int stdin_ = -1;
};

}  // namespace support

#endif
