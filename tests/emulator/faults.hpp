// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_FAULTS_HPP
#define SPAREKEY_EMULATOR_FAULTS_HPP

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emulator {

// What is to go wrong with the requests to one path; config.cpp says what each member means.
struct Fault {
  std::string path;
  int after = 0;
  std::optional<int> times;
  bool act = true;
  std::optional<int> status_code;
  std::optional<int> api_code;
  std::optional<std::string> message;
  std::optional<nlohmann::json> data;
  std::optional<int> http_status;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::string> body;
  int body_repeat = 1;
  std::optional<std::string> content_type;
  int delay_ms = 0;
  bool drop = false;
  std::optional<int> close_after_bytes;
  bool close_notify = false;

  bool replaces_the_answer() const {
    return status_code || api_code || message || data || http_status || body;
  }
};

// Counts requests, and says which fault the next one meets.
class Faults {
 public:
  explicit Faults(std::vector<Fault> faults);

  // Null if none is due. Counts the request, so ask once for each.
  const Fault* next(const std::string& path);

 private:
  struct Counted {
    Fault fault;
    int let_by = 0;
    int changed = 0;
  };
  std::vector<Counted> faults_;
};

}  // namespace emulator

#endif
