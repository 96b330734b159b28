// SPDX-License-Identifier: Apache-2.0
#include "fleet.hpp"

#include <algorithm>
#include <utility>

#include "timetable.hpp"

namespace fleet {
namespace {

using sparekey::Advice;
using sparekey::Code;
using sparekey::Step;

constexpr int64_t kLeastRoundTripMs = 100;
constexpr int64_t kMostRoundTripMs = 300;
constexpr int64_t kUnderWayMs = 1000;  // requests of so long before the outage lose their answers

struct Device {
  int32_t came_at_ms;
  uint16_t attempt;  // repetitions of the call so far
  Call call;         // the next one
};

class Fleet {
 public:
  Fleet(const Scenario& scenario, Recoveries& recoveries,
        const std::function<void(const Event&)>& on_event)
      : scenario_(scenario),
        recoveries_(recoveries),
        on_event_(on_event),
        service_(scenario.service, scenario.devices),
        devices_(scenario.devices),
        timetable_(-kUnderWayMs, scenario.give_up_ms) {}

  Report run();

 private:
  uint32_t random();
  size_t below(size_t count) { return count * random() >> 32U; }
  int64_t between(int64_t least_ms, int64_t most_ms);
  void begin_second();
  int64_t takes_ms(Answer answer);
  void put_off(const Crowd& crowd, Answer answer, int64_t now_ms);
  void act(uint32_t device, int64_t now_ms);
  int64_t wait_after(uint32_t device, const Told& told);
  int64_t again_after(uint32_t device, const Told& told);
  int64_t ask_for_another(Device& device, const Told& told);

  const Scenario& scenario_;
  Recoveries& recoveries_;
  const std::function<void(const Event&)>& on_event_;
  Service service_;
  std::vector<Device> devices_;
  Timetable timetable_;
  uint64_t state_ = scenario_.seed;
  uint64_t let_through_before_ = 0;
  Report report_;
};

// SplitMix64.
uint32_t Fleet::random() {
  uint64_t z = state_ += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
  return static_cast<uint32_t>((z ^ (z >> 31U)) >> 32U);
}

int64_t Fleet::between(int64_t least_ms, int64_t most_ms) {
  const auto span = static_cast<uint64_t>(most_ms - least_ms);
  return least_ms + static_cast<int64_t>(span * random() >> 32U);
}

// People come all through the outage; the first, just before it.
Report Fleet::run() {
  for (uint32_t device = 0; device < scenario_.devices; ++device) {
    const int64_t came_at_ms = between(-kUnderWayMs, scenario_.service.outage_ms);
    devices_[device].came_at_ms = static_cast<int32_t>(came_at_ms);
    timetable_.add(device, came_at_ms);
  }
  for (size_t tick = 0; tick < timetable_.ticks(); ++tick) {
    if (report_.seconds_waited.size() == scenario_.devices) break;
    const int64_t now_ms = timetable_.time_ms(tick);
    if (now_ms % 1000 == 0 && now_ms >= 0) begin_second();
    Crowd due = timetable_.take(tick);
    if (now_ms >= 0) report_.load.back() += static_cast<uint32_t>(due.size());
    while (!due.empty()) {
      Answer answer = Answer::ok;
      // A loop by hand treats all alike, so they are put off together: else there would be
      // thousands of millions of single events.
      if (!scenario_.policy.is_librarys && service_.turns_all_away(now_ms, &answer)) {
        put_off(due, answer, now_ms);
        break;
      }
      // In no order: who has waited for long is not served first.
      std::swap(due[below(due.size())], due.back());
      const uint32_t device = due.back();
      due.pop_back();
      act(device, now_ms);
    }
  }
  report_.end_s = static_cast<int64_t>(report_.load.size());
  report_.messages = service_.messages;
  report_.messages_twice = service_.messages_twice;
  report_.refused_too_soon = service_.refused_too_soon;
  report_.codes_expired = service_.codes_expired;
  std::sort(report_.seconds_waited.begin(), report_.seconds_waited.end());
  return std::move(report_);
}

void Fleet::begin_second() {
  report_.load.push_back(0);
  report_.let_through.push_back(static_cast<uint32_t>(service_.let_through - let_through_before_));
  let_through_before_ = service_.let_through;
}

// In companies, each of which takes a time of its own.
void Fleet::put_off(const Crowd& crowd, Answer answer, int64_t now_ms) {
  constexpr ptrdiff_t kCompany = 64;
  const int64_t retry_after_s = answer == Answer::throttled ? scenario_.service.retry_after_s : -1;
  const int64_t again_at_ms = now_ms + scenario_.policy.wait_ms(0, 0, retry_after_s);
  for (auto from = crowd.begin(); from != crowd.end();) {
    const auto to = from + std::min(kCompany, crowd.end() - from);
    timetable_.add(from, to, again_at_ms + takes_ms(answer));
    from = to;
  }
}

int64_t Fleet::takes_ms(Answer answer) {
  return answer == Answer::lost ? kTimeoutMs : between(kLeastRoundTripMs, kMostRoundTripMs);
}

void Fleet::act(uint32_t device, int64_t now_ms) {
  const Call call = devices_[device].call;
  const Answer answer = service_.take(call, device, now_ms);
  const int64_t end_ms = now_ms + takes_ms(answer);
  const Told told =
      recoveries_.conclude(device, call, answer, scenario_.service.retry_after_s, end_ms);
  if (on_event_) on_event_({now_ms, device, call, told});
  if (told.step == Step::done) {
    const int64_t waited_ms = end_ms - devices_[device].came_at_ms;
    report_.seconds_waited.push_back(static_cast<uint32_t>(waited_ms / 1000));
    return;
  }
  timetable_.add(device, end_ms + wait_after(device, told));
}

// Chooses the device's next call, and says after how long it is made.
int64_t Fleet::wait_after(uint32_t number, const Told& told) {
  Device& device = devices_[number];
  if (told.code == Code::ok) {
    device.attempt = 0;
    device.call = device.call == Call::send ? Call::verify : Call::reset;
    return between(15'000, 45'000);  // to read a message, or to think of a password
  }
  if (told.advice == Advice::new_code || told.code == Code::token_rejected)
    return ask_for_another(device, told);
  if (!scenario_.policy.is_librarys || told.advice == Advice::wait || told.advice == Advice::retry)
    return again_after(number, told);
  // Nobody knows what became of the request. If a message came, the person has a passcode to enter.
  if (device.call == Call::send && service_.has_message(number)) {
    device.attempt = 0;
    device.call = Call::verify;
    return between(15'000, 45'000);
  }
  return ask_for_another(device, told);
}

int64_t Fleet::again_after(uint32_t number, const Told& told) {
  Device& device = devices_[number];
  const uint32_t drawn = random();
  const uint32_t attempt = device.attempt;
  if (device.attempt < UINT16_MAX) ++device.attempt;
  return scenario_.policy.wait_ms(attempt, drawn, told.retry_after_s);
}

int64_t Fleet::ask_for_another(Device& device, const Told& told) {
  device.attempt = 0;
  device.call = Call::send;
  return told.cooldown_ms;
}

}  // namespace

uint32_t Report::peak_from(int64_t second) const {
  uint32_t most = 0;
  for (auto i = static_cast<size_t>(second); i < load.size(); ++i) most = std::max(most, load[i]);
  return most;
}

uint32_t Report::waited(unsigned percent) const {
  if (seconds_waited.empty()) return 0;
  return seconds_waited[(seconds_waited.size() - 1) * percent / 100];
}

Report simulate(const Scenario& scenario, Recoveries& recoveries,
                const std::function<void(const Event&)>& on_event) {
  return Fleet(scenario, recoveries, on_event).run();
}

Report simulate(const Scenario& scenario) {
  ModelledRecoveries recoveries(scenario.devices);
  return simulate(scenario, recoveries);
}

}  // namespace fleet
