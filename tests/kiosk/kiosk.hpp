// SPDX-License-Identifier: Apache-2.0
// The kiosk as a process, for as long as the object lives.
#ifndef SPAREKEY_TESTS_KIOSK_KIOSK_HPP
#define SPAREKEY_TESTS_KIOSK_KIOSK_HPP

#include <functional>
#include <memory>
#include <string>

#include "kiosk/preloaded.hpp"
#include "support/child.hpp"
#include "support/emulator_process.hpp"
#include "support/temp_dir.hpp"

namespace kiosk_test {

using support::Arguments;
using support::EmulatorProcess;

class Kiosk {
 public:
  // Its service is the emulator, unless `service` has options that say otherwise. It listens at any
  // free port, unless `options` has --listen.
  explicit Kiosk(const EmulatorProcess& emulator, const Arguments& options = {},
                 const support::Environment& environment = {});
  // What starts the program in place of us, and becomes it.
  using Starter = std::function<Arguments(const Arguments& program)>;
  Kiosk(
      const Arguments& service, const Arguments& options,
      const support::Environment& environment = {},
      const Starter& starter = [](const Arguments& program) { return program; });

  // What to connect to: the port, or the path of the local socket.
  const std::string& address() const { return address_; }
  // "127.0.0.1:PORT", for the Host field, and the same as an origin.
  std::string host() const { return "127.0.0.1:" + address_; }
  std::string origin() const { return "http://" + host(); }

  std::string log() const { return support::read_file(dir_.file("log")); }
  support::Child& process() { return *child_; }
  pid_t id() const { return child_->id(); }

  // Ends it by SIGTERM; returns the exit status.
  int end();

  // Returns once it has gone through its loop: what it had received before it has been seen.
  void wake() const;

 private:
  support::TempDir dir_;
  std::unique_ptr<support::Child> child_;
  std::string address_;
};

// The kiosk that is tested. SPAREKEY_KIOSK_OF may name another build's.
std::string kiosk_program();

// Options that point a kiosk to the emulator.
Arguments service_of(const EmulatorProcess& emulator);

}  // namespace kiosk_test

#endif
