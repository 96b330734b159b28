// SPDX-License-Identifier: Apache-2.0
#include "json_lines.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace emulator {

JsonLines::JsonLines(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666)) {
  if (file_ < 0) throw std::system_error(errno, std::generic_category(), path);
}

JsonLines::~JsonLines() { close(file_); }

void JsonLines::append(const nlohmann::ordered_json& value) {
  // What a client sent need not be UTF-8.
  using ErrorHandler = nlohmann::ordered_json::error_handler_t;
  const std::string line = value.dump(-1, ' ', false, ErrorHandler::replace) + '\n';
  if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    throw std::system_error(errno, std::generic_category(), "append a line");
}

}  // namespace emulator
