// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_JSON_LINES_HPP
#define SPAREKEY_EMULATOR_JSON_LINES_HPP

#include <nlohmann/json.hpp>
#include <string>

namespace emulator {

// A file with a JSON value on each line. Each is appended by one write, so that who reads along
// sees whole lines, whichever thread wrote them.
class JsonLines {
 public:
  // Empties the file, or creates it. Throws std::system_error.
  explicit JsonLines(const std::string& path);
  ~JsonLines();
  JsonLines(const JsonLines&) = delete;
  JsonLines& operator=(const JsonLines&) = delete;

  void append(const nlohmann::ordered_json& value);

 private:
  int file_;
};

}  // namespace emulator

#endif
