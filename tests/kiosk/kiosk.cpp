// SPDX-License-Identifier: Apache-2.0
#include "kiosk/kiosk.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "kiosk/wire.hpp"

namespace kiosk_test {

std::string kiosk_program() {
  const char* other = getenv("SPAREKEY_KIOSK_OF");
  return other == nullptr ? SPAREKEY_KIOSK : std::filesystem::absolute(other).string();
}

Arguments service_of(const EmulatorProcess& emulator) {
  return {"--host", emulator.host(), "--app-id", "demo-app", "--ca-file", emulator.ca_file()};
}

Kiosk::Kiosk(const EmulatorProcess& emulator, const Arguments& options,
             const support::Environment& environment)
    : Kiosk(service_of(emulator), options, environment) {}

Kiosk::Kiosk(const Arguments& service, const Arguments& options,
             const support::Environment& environment, const Starter& starter) {
  const std::string port_file = dir_.file("port");
  Arguments all = starter({kiosk_program(), "--port-file", port_file});
  all.insert(all.end(), service.begin(), service.end());
  all.insert(all.end(), options.begin(), options.end());
  if (std::find(options.begin(), options.end(), "--listen") == options.end())
    all.insert(all.end(), {"--listen", "127.0.0.1:0"});
  support::Streams streams;
  streams.out = streams.error =
      open(dir_.file("log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  child_ = std::make_unique<support::Child>(all, environment, streams);
  close(streams.error);
  support::wait_until(
      [&] {
        address_ = support::read_file(port_file);
        return address_.find('\n') != std::string::npos || child_->poll();
      },
      "the kiosk");
  if (child_->poll()) throw std::runtime_error("the kiosk ended: " + log());
  address_.erase(address_.find('\n'));
}

int Kiosk::end() {
  child_->signal(SIGTERM);
  return child_->wait();
}

void Kiosk::wake() const {
  Wire wire(address_);
  wire.send(request("GET", "/health", {{"Host", host()}, {"Connection", "close"}}));
  const Answer answer = wire.answer();
  if (answer.status != 200) throw BadAnswer("/health: " + answer.bytes);
  wire.rest();
}

}  // namespace kiosk_test
