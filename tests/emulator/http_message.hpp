// SPDX-License-Identifier: Apache-2.0
// Requests and replies as the service sees them, whatever library carries them.
#ifndef SPAREKEY_EMULATOR_HTTP_MESSAGE_HPP
#define SPAREKEY_EMULATOR_HTTP_MESSAGE_HPP

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emulator {

struct HttpRequest {
  std::string method;
  std::string path;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string client;  // its IP address

  // Empty if there is none.
  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

struct HttpReply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;

  // How it goes out, if a fault has a say.
  int delay_ms = 0;
  bool drop = false;
  std::optional<int> close_after_bytes;
  bool close_notify = false;

  // What the envelope says, for the log.
  int status_code = 200;
  std::optional<int> api_code;
};

}  // namespace emulator

#endif
