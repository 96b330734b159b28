// SPDX-License-Identifier: Apache-2.0
#include "support/emulator_process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace support {

namespace {

// RSA keys take a hundred times as long to make as all the rest of the emulator's start.
nlohmann::json with_quick_keys(nlohmann::json config) {
  if (!config.contains("tls")) config["tls"] = {{"keyType", "ec"}};
  return config;
}

}  // namespace

EmulatorProcess::EmulatorProcess(const nlohmann::json& config) {
  const std::string config_file = dir_.write("config.json", with_quick_keys(config).dump());
  const std::string log_file = dir_.file("log");
  Streams streams;
  // It ends when its standard input ends.
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  streams.in = ends[0];
  streams.out = streams.error = open(log_file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  child_ = std::make_unique<Child>(
      Arguments{SPAREKEY_EMULATOR, "--dir", dir_.path(), "--config", config_file}, Environment(),
      streams);
  close(ends[0]);
  close(streams.out);
  stdin_ = ends[1];
  wait_until([this] { return !read_file(dir_.file("port")).empty() || child_->poll(); },
             "the emulator");
  if (child_->poll()) throw std::runtime_error("the emulator ended: " + read_file(log_file));
  port_ = std::to_string(std::stoi(read_file(dir_.file("port"))));
}

EmulatorProcess::~EmulatorProcess() {
  close(stdin_);
  try {
    child_->wait();
  } catch (const std::exception&) {
    // Its destructor kills it.
  }
}

std::string EmulatorProcess::wait_for_code(size_t count) const {
  wait_until([&] { return outbox().size() >= count; }, "a message");
  return outbox()[count - 1].at("code");
}

std::string EmulatorProcess::logs() const {
  return read_file(dir_.file("access.jsonl")) + read_file(dir_.file("log"));
}

void EmulatorProcess::wait_for_request(const std::string& path) const {
  const auto came = [&] {
    for (const nlohmann::json& request : requests())
      if (request.at("path") == path) return true;
    return false;
  };
  wait_until(came, "a request");
}

std::vector<nlohmann::json> EmulatorProcess::lines(const std::string& name) const {
  std::vector<nlohmann::json> result;
  std::istringstream in(read_file(dir_.file(name)));
  // A line without its end is still being written.
  for (std::string line; std::getline(in, line) && !in.eof();)
    result.push_back(nlohmann::json::parse(line));
  return result;
}

}  // namespace support
