// SPDX-License-Identifier: Apache-2.0
// A small fleet twice: as it is modelled, and with a Client and a Recovery for each device, TLS
// included, in worlds of their own. Each call must end alike, or the model is of something else.
#include <gtest/gtest.h>

#include <deque>
#include <ostream>

#include "fleet.hpp"
#include "simulated/world.hpp"
#include "support/answers.hpp"
#include "support/certificates.hpp"
#include "support/device.hpp"

namespace fleet {

bool operator==(const Told& a, const Told& b) {
  return a.code == b.code && a.delivery == b.delivery && a.advice == b.advice && a.step == b.step &&
         a.retry_after_s == b.retry_after_s && a.cooldown_ms == b.cooldown_ms;
}

void PrintTo(const Told& told, std::ostream* out) {
  *out << sparekey::test::Outcome{told.code, told.delivery, told.advice} << ", step "
       << static_cast<int>(told.step) << ", retry after " << told.retry_after_s << " s, cooldown "
       << told.cooldown_ms << " ms";
}

namespace {

using namespace sparekey;

constexpr int64_t kEpochMs = 1'000'000;  // the simulation begins before its 0

const char* path_of(Call call) {
  switch (call) {
    case Call::send:
      return "/api/v3/send-email";
    case Call::verify:
      return "/api/v3/verify-reset-password-request";
    case Call::reset:
      break;
  }
  return "/api/v3/reset-password";
}

class RealRecoveries : public Recoveries {
 public:
  explicit RealRecoveries(uint32_t devices) {
    for (uint32_t i = 0; i < devices; ++i) devices_.emplace_back(service_, chain_.root_pem());
  }

  Told conclude(uint32_t device, Call call, fleet::Answer answer, int64_t retry_after_s,
                int64_t end_ms) override {
    One& one = devices_[device];
    one.world.now_ms = kEpochMs + end_ms - (answer == fleet::Answer::lost ? kTimeoutMs : 0);
    one.world.hosts = {answer == fleet::Answer::refused_connection ? test::Host::refuses
                                                                   : test::Host::answers};
    service_.mute = answer == fleet::Answer::lost;
    service_.http_status = answer == fleet::Answer::throttled ? 429 : 200;
    // Not kept, or so many connections would not fit a pool.
    service_.fields = "Connection: close\r\n";
    service_.bodies.clear();
    std::string& body = service_.bodies[path_of(call)];
    switch (answer) {
      case fleet::Answer::ok:
      case fleet::Answer::refused_connection:
      case fleet::Answer::lost:
        service_.bodies.clear();
        break;
      case fleet::Answer::throttled:
        service_.fields += "Retry-After: " + std::to_string(retry_after_s) + "\r\n";
        body = test::refusal(429);
        break;
      case fleet::Answer::too_soon:
        body = test::refusal(400, "2080");
        break;
      case fleet::Answer::expired:
        body = test::refusal(400, "2300");
        break;
      case fleet::Answer::no_token:
        body = test::refusal(400);
        break;
    }
    const Result result = make(call, one.recovery);
    EXPECT_EQ(one.world.now_ms, kEpochMs + end_ms);
    EXPECT_FALSE(one.world.misuse);
    return {result.code,         result.delivery,      result.advice,
            one.recovery.step(), result.retry_after_s, one.recovery.cooldown_ms()};
  }

 private:
  struct One {
    One(test::MemoryService& service, const std::string& root) : world(service), device("", root) {
      device.port = world.port();
      device.config.timeout_ms = kTimeoutMs;
      device.open();
    }
    test::World world;
    test::Device device;
    char token[64] = {};
    Recovery recovery{device.client(), token, sizeof token};
  };

  static Result make(Call call, Recovery& recovery) {
    switch (call) {
      case Call::send:
        return recovery.send_code(test::by_email());
      case Call::verify:
        return recovery.enter_code("123456");
      case Call::reset:
        break;
    }
    return recovery.enter_password("Passw0rd!", Encryption::none);
  }

  const test::Chain chain_ = test::make_chain();
  test::MemoryService service_{test::ServerTls(chain_)};
  std::deque<One> devices_;
};

TEST(FleetAgreement, EachDeviceDoesWhatARealRecoveryDoes) {
  Scenario scenario;
  scenario.devices = 100;
  scenario.policy = backing_off(1000, 60'000);
  scenario.service.requests_per_second = 1;
  scenario.service.retry_after_s = 7;

  std::vector<Event> modelled;
  ModelledRecoveries model(scenario.devices);
  (void)simulate(scenario, model, [&](const Event& event) { modelled.push_back(event); });

  size_t at = 0;
  std::vector<int> codes(static_cast<size_t>(Code::encryption_failed) + 1);
  RealRecoveries real(scenario.devices);
  const Report report = simulate(scenario, real, [&](const Event& event) {
    ASSERT_LT(at, modelled.size());
    const Event& other = modelled[at++];
    ASSERT_EQ(event.now_ms, other.now_ms);
    ASSERT_EQ(event.device, other.device);
    ASSERT_EQ(event.call, other.call);
    ASSERT_EQ(event.told, other.told) << "call " << static_cast<int>(event.call);
    ++codes[static_cast<size_t>(event.told.code)];
  });
  EXPECT_EQ(at, modelled.size());
  EXPECT_EQ(report.seconds_waited.size(), scenario.devices);
  EXPECT_EQ(report.messages_twice, 0u);
  // All that can happen to a device did.
  for (const Code code : {Code::ok, Code::connect_failed, Code::timed_out, Code::too_many_requests,
                          Code::passcode_rejected})
    EXPECT_GT(codes[static_cast<size_t>(code)], 0) << str(name(code));
}

}  // namespace
}  // namespace fleet
