// SPDX-License-Identifier: Apache-2.0
// Whether an account exists is told to nobody: not by a byte, not by the time it takes, not by what
// the service is asked.
#include <algorithm>
#include <chrono>

#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

const std::string kKnown = kAlice;
const std::string kUnknown = "maggy@example.com";  // as long

struct Walk {
  std::vector<std::string> answers;
  std::vector<std::chrono::microseconds> times;
};

// All that is different in each visit, made equal; each is replaced by as many signs.
std::string normal(std::string text, const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets)
    for (size_t at = 0; !secret.empty() && (at = text.find(secret, at)) != std::string::npos;)
      text.replace(at, secret.size(), std::string(secret.size(), '*'));
  return text;
}

// What the service says of an unknown account, and how often each is tried.
struct Case {
  const char* name;
  size_t tries;
};

class Accounts : public KioskTest, public testing::WithParamInterface<Case> {
 protected:
  Walk walk(const std::string& account) {
    Walk walk;
    Visitor visitor(kiosk());
    std::vector<std::string> secrets = {account};
    const auto note = [&](const std::function<Answer()>& act) {
      const auto begun = std::chrono::steady_clock::now();
      const Answer answer = act();
      walk.times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::steady_clock::now() - begun));
      const std::string cookie = visitor.cookie;
      secrets.push_back(visitor.form);
      secrets.push_back(cookie.substr(std::min(cookie.size(), cookie.find('=') + 1)));
      walk.answers.push_back(answer.bytes);
    };
    note([&] { return visitor.get("/"); });
    note([&] { return visitor.submit("/send", {{"account", account}, {"country", ""}}); });
    note([&] { return visitor.get("/code"); });
    note([&] { return visitor.submit("/verify", {{"code", "0000"}}); });
    note([&] { return visitor.get("/code"); });
    note([&] { return visitor.submit("/verify", {{"code", "000000"}}); });
    note([&] { return visitor.get("/code"); });
    note([&] { return visitor.submit("/start-over"); });
    for (std::string& answer : walk.answers) answer = normal(dateless(answer), secrets);
    return walk;
  }
  static std::string dateless(std::string answer) {
    const size_t at = answer.find("\r\nDate: ");
    if (at != std::string::npos) answer.erase(at, answer.find("\r\n", at + 2) - at);
    return answer;
  }
};

TEST_P(Accounts, KnownAndUnknownOnesLookTheSame) {
  // The clock stands, so that no countdown differs.
  start_stopped({}, {{"unknownAccount", GetParam().name}});
  const size_t tries = GetParam().tries;
  const Walk first = walk(kKnown);
  std::vector<std::chrono::microseconds> times[2][8];
  for (size_t i = 0; i < tries; ++i)
    for (const bool known : {i % 2 == 0, i % 2 != 0}) {
      const Walk now = walk(known ? kKnown : kUnknown);
      ASSERT_EQ(now.answers, first.answers);
      for (size_t step = 0; step < now.times.size(); ++step)
        times[known ? 1 : 0][step].push_back(now.times[step]);
    }
  // Orders of magnitude: a second round trip, or a wait left out, would be one. The shortest of all
  // tries, to which a busy machine adds least: whether the connection that was made ahead was there
  // already is worth a factor of two or three by itself.
  for (size_t step = 0; step < first.times.size(); ++step) {
    std::chrono::microseconds shortest[2];
    for (int known = 0; known < 2; ++known) {
      const auto& all = times[known][step];
      shortest[known] = *std::min_element(all.begin(), all.end());
    }
    EXPECT_LT(shortest[0], 10 * shortest[1]) << step;
    EXPECT_LT(shortest[1], 10 * shortest[0]) << step;
  }
  // The service is asked the same of both.
  std::map<std::string, std::map<std::string, int>> asked;
  for (const json& request : emulator().requests()) {
    const json& body = request.at("body");
    const std::string text = body.dump();
    for (const std::string& account : {kKnown, kUnknown})
      if (text.find(account) != std::string::npos) ++asked[account][request.at("path")];
  }
  --asked[kKnown]["/api/v3/send-email"];  // the first walk
  asked[kKnown]["/api/v3/verify-reset-password-request"] -= 2;
  EXPECT_EQ(asked[kKnown], asked[kUnknown]);
  EXPECT_EQ(asked[kKnown]["/api/v3/send-email"], static_cast<int>(tries));
}

INSTANTIATE_TEST_SUITE_P(AndTheServiceWould, Accounts,
                         testing::Values(Case{"refuse", 200}, Case{"accept", 40}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace kiosk_test
