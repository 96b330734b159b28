// SPDX-License-Identifier: Apache-2.0
// A kiosk, its service, and what has reached that service.
#ifndef SPAREKEY_TESTS_KIOSK_KIOSK_TEST_HPP
#define SPAREKEY_TESTS_KIOSK_KIOSK_TEST_HPP

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/kiosk.hpp"
#include "kiosk/visitor.hpp"
#include "kiosk/wire.hpp"

namespace kiosk_test {

using nlohmann::json;

class KioskTest : public testing::Test {
 protected:
  // Its emulator sends as many passcodes as it is asked for, so that one too many can be seen.
  void start(const Arguments& options = {}, json config = json::object());
  // Under a clock that stands still until the test lets time pass.
  void start_stopped(const Arguments& options = {}, const json& config = json::object());
  // Ends it properly, if it was started.
  void TearDown() override;

  Kiosk& kiosk() { return *kiosk_; }
  EmulatorProcess& emulator() { return *emulator_; }
  Visitor visitor() { return Visitor(*kiosk_); }

  // One request as it stands, over a connection of its own.
  Answer exchange(const std::string& bytes);

  // Time passes, and the kiosk has seen it; or has yet to.
  void pass_s(int64_t seconds);
  void pass_unseen_s(int64_t seconds) { preloaded_.pass_ms(seconds * 1000); }

  // Ends it by SIGTERM.
  void end();

  // Requests that the service has seen.
  size_t sent();
  size_t verified();
  size_t reset();

 private:
  size_t requests(const std::string& path);

  std::unique_ptr<EmulatorProcess> emulator_;
  Preloaded preloaded_;
  support::Environment environment_;
  std::unique_ptr<Kiosk> kiosk_;
};

// A refusal of ours: that status, every field that each answer has, and no page of a visit.
void expect_refused(const Answer& answer, int status);
void expect_leads(const Answer& answer, const std::string& place);

// The fields that each answer of ours has.
void expect_our_fields(const Answer& answer);

}  // namespace kiosk_test

#endif
