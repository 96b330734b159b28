// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_ACCESS_LOG_HPP
#define SPAREKEY_EMULATOR_ACCESS_LOG_HPP

#include <nlohmann/json.hpp>
#include <string>

#include "connections.hpp"
#include "http_message.hpp"
#include "json_lines.hpp"

namespace emulator {

// A request's body as it may be logged: secrets are replaced by "<N bytes>", and so is a body that
// is not JSON.
nlohmann::json without_secrets(const std::string& body);

// access.jsonl: a line for each request.
class AccessLog {
 public:
  explicit AccessLog(const std::string& path) : lines_(path) {}

  void append(const ConnectionInfo& connection, const HttpRequest& request, const HttpReply& reply);

 private:
  JsonLines lines_;
};

}  // namespace emulator

#endif
