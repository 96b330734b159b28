// SPDX-License-Identifier: Apache-2.0
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {

void KioskTest::start(const Arguments& options, json config) {
  config["passCode"]["resendSeconds"] = 0;
  emulator_ = std::make_unique<EmulatorProcess>(config);
  kiosk_ = std::make_unique<Kiosk>(*emulator_, options, environment_);
}

void KioskTest::start_stopped(const Arguments& options, const json& config) {
  preloaded_.stop_clock();
  environment_ = preloaded_.environment();
  start(options, config);
}

void KioskTest::end() {
  EXPECT_EQ(kiosk_->process().poll(), std::nullopt) << kiosk_->log();
  EXPECT_EQ(kiosk_->end(), 0) << kiosk_->log();
  kiosk_.reset();
}

void KioskTest::TearDown() {
  if (kiosk_ != nullptr) end();
}

Answer KioskTest::exchange(const std::string& bytes) {
  Wire wire(kiosk_->address());
  wire.send(bytes);
  return wire.answer();
}

void KioskTest::pass_s(int64_t seconds) {
  kiosk_->wake();
  pass_unseen_s(seconds);
  kiosk_->wake();
}

size_t KioskTest::requests(const std::string& path) {
  size_t count = 0;
  for (const json& request : emulator_->requests())
    if (request.at("path") == "/api/v3/" + path) ++count;
  return count;
}

size_t KioskTest::sent() { return requests("send-email") + requests("send-sms"); }
size_t KioskTest::verified() { return requests("verify-reset-password-request"); }
size_t KioskTest::reset() { return requests("reset-password"); }

void expect_our_fields(const Answer& answer) {
  const Fields always = {
      {"content-security-policy",
       "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
       "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"cache-control", "no-store"},
      {"referrer-policy", "same-origin"},
      {"x-content-type-options", "nosniff"},
      {"cross-origin-opener-policy", "same-origin"}};
  for (const auto& [name, value] : always)
    EXPECT_EQ(answer.all(name), std::vector<std::string>{value}) << name << '\n' << answer.bytes;
  // Each of these would tell or allow more than is needed.
  for (const char* name : {"server", "x-powered-by", "access-control-allow-origin", "etag",
                           "last-modified", "refresh"})
    EXPECT_EQ(answer.all(name), std::vector<std::string>()) << answer.bytes;
}

void expect_refused(const Answer& answer, int status) {
  EXPECT_EQ(answer.status, status) << answer.bytes;
  expect_our_fields(answer);
}

void expect_leads(const Answer& answer, const std::string& place) {
  EXPECT_EQ(answer.status, 303) << answer.bytes;
  EXPECT_EQ(answer.field("location"), place) << answer.bytes;
  expect_our_fields(answer);
}

}  // namespace kiosk_test
