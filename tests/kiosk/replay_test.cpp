// SPDX-License-Identifier: Apache-2.0
// A form that is sent again: pressed twice, gone back to, or recorded by somebody. Never a second
// passcode, never a second reset, and nobody's visit is harmed.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

const Fields kReplayedFields = {{"account", kAlice}, {"country", ""}};
const Fields kPasswords = {{"password", kNewPassword}, {"again", kNewPassword}};

class Replay : public KioskTest {
 protected:
  void SetUp() override { start({"--visits", "4"}); }

  // The request as it went out, for later.
  std::string recorded(const Visitor& who, const std::string& path, Fields fields) {
    fields.insert(fields.begin(), {"form", who.form});
    return who.post_request(path, fields);
  }
  Answer play(Visitor* who, const std::string& bytes) {
    Answer answer = exchange(bytes);
    who->keep(answer);
    return answer;
  }
  // All at once, over connections of their own.
  std::vector<Answer> play_at_once(const std::string& bytes, size_t times) {
    std::vector<Wire> wires;
    for (size_t i = 0; i < times; ++i) wires.emplace_back(kiosk().address());
    for (Wire& wire : wires) wire.send(bytes);
    std::vector<Answer> answers;
    for (Wire& wire : wires) answers.push_back(wire.answer());
    return answers;
  }
};

TEST_F(Replay, EachPostTwiceInARow) {
  Visitor alice = visitor();
  alice.get("/");
  const std::string send = recorded(alice, "/send", kReplayedFields);
  expect_leads(play(&alice, send), "/code");
  // The browser lost the first answer, and has the first cookie still.
  expect_leads(play(&alice, send), "/code");
  EXPECT_EQ(alice.get("/code").status, 200);
  EXPECT_EQ(sent(), 1U);

  const std::string verify = recorded(alice, "/verify", {{"code", Visitor::code_of(emulator())}});
  for (int i = 0; i < 3; ++i) expect_leads(play(&alice, verify), "/password");
  EXPECT_EQ(verified(), 1U);
  alice.get("/password");

  const std::string reset_once = recorded(alice, "/reset", kPasswords);
  for (int i = 0; i < 3; ++i) expect_leads(play(&alice, reset_once), "/done");
  EXPECT_EQ(reset(), 1U);

  // Forms of the steps behind lead to the true one.
  expect_leads(play(&alice, verify), "/done");
  EXPECT_EQ(alice.get("/done").status, 200);
  EXPECT_EQ(sent(), 1U);
  EXPECT_EQ(verified(), 1U);
  EXPECT_EQ(reset(), 1U);
}

TEST_F(Replay, EachPostManyTimesAtOnce) {
  Visitor alice = visitor();
  alice.get("/");
  // Few wait for what it comes to; whoever hammers is led to where the visit is meanwhile.
  const auto all_lead = [&](const std::string& bytes, const std::string& place) {
    size_t arrived = 0;
    for (const Answer& answer : play_at_once(bytes, 8)) {
      EXPECT_EQ(answer.status, 303) << answer.bytes;
      if (answer.field("location") == place) ++arrived;
      alice.keep(answer);
    }
    EXPECT_GE(arrived, 2U);
    EXPECT_EQ(alice.get(place).status, 200);
  };
  all_lead(recorded(alice, "/send", kReplayedFields), "/code");
  EXPECT_EQ(sent(), 1U);
  all_lead(recorded(alice, "/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  EXPECT_EQ(verified(), 1U);
  all_lead(recorded(alice, "/reset", kPasswords), "/done");
  EXPECT_EQ(reset(), 1U);
}

// Two tabs with a form each.
TEST_F(Replay, TwoTabsOfOneBrowserAreOneVisit) {
  Visitor first = visitor();
  first.get("/");
  Visitor second = first;
  second.get("/");
  expect_leads(first.submit("/send", kReplayedFields), "/code");
  second.cookie = first.cookie;
  expect_leads(second.submit("/send", kReplayedFields), "/code");
  EXPECT_EQ(sent(), 1U);
  first.get("/code");
  second.get("/code");
  expect_leads(first.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  expect_leads(second.submit("/verify", {{"code", "000000"}}), "/password");
  EXPECT_EQ(verified(), 1U);
}

TEST_F(Replay, AWrongCodeIsTriedOnce) {
  Visitor alice = visitor();
  alice.to_code();
  const std::string wrong = recorded(alice, "/verify", {{"code", "000000"}});
  for (int i = 0; i < 3; ++i) expect_leads(play(&alice, wrong), "/code");
  for (const Answer& answer : play_at_once(wrong, 4)) expect_leads(answer, "/code");
  EXPECT_EQ(verified(), 1U);
}

class ReplayLater : public Replay, public testing::WithParamInterface<const char*> {
 protected:
  // A whole visit, recorded, to the end that GetParam() says.
  void record() {
    Visitor alice = visitor();
    alice.get("/");
    const auto take = [&](const std::string& path, const Fields& fields) {
      bytes_.push_back(recorded(alice, path, fields));
      play(&alice, bytes_.back());
    };
    take("/send", kReplayedFields);
    alice.get("/code");
    take("/verify", {{"code", Visitor::code_of(emulator())}});
    alice.get("/password");
    if (GetParam() == std::string("done")) {
      take("/reset", kPasswords);
      EXPECT_EQ(alice.get("/done").status, 200);
    } else {
      take("/start-over", {});
    }
    before_ = {sent(), verified(), reset()};
  }
  void expect_nothing_new() {
    EXPECT_EQ((std::vector<size_t>{sent(), verified(), reset()}), before_);
  }

  std::vector<std::string> bytes_;
  std::vector<size_t> before_;
};

TEST_P(ReplayLater, DoesNothing) {
  record();
  for (const std::string& bytes : bytes_) {
    const Answer answer = exchange(bytes);
    SCOPED_TRACE(bytes + "\n\n" + answer.bytes);
    EXPECT_TRUE(answer.status == 403 || answer.status == 303);
    expect_our_fields(answer);
    EXPECT_EQ(answer.body.find("alice"), std::string::npos);
  }
  expect_nothing_new();
}

TEST_P(ReplayLater, DoesNothingInTheNextVisit) {
  record();
  Visitor next = visitor();
  next.to_code("18812345678");
  before_ = {sent(), verified(), reset()};
  for (const std::string& bytes : bytes_) exchange(bytes);
  // The same with the next one's cookie.
  for (std::string bytes : bytes_) {
    const size_t at = bytes.find("Cookie: ");
    bytes.replace(at, bytes.find("\r\n", at) - at, "Cookie: " + next.cookie);
    EXPECT_EQ(exchange(bytes).status, 403) << bytes;
  }
  expect_nothing_new();
  EXPECT_EQ(next.get("/code").status, 200);
  expect_leads(next.submit("/verify", {{"code", Visitor::code_of(emulator(), "+8618812345678")}}),
               "/password");
}

INSTANTIATE_TEST_SUITE_P(After, ReplayLater, testing::Values("done", "start-over"),
                         [](const auto& test) {
                           return std::string(test.param) == "done" ? "Done" : "StartOver";
                         });

// The end of a visit is shown once; what a browser shows of it later, it kept.
TEST_F(Replay, TheLastPageReloadedLeadsToTheFirst) {
  Visitor alice = visitor();
  alice.to_done(emulator());
  const std::string cookie = alice.cookie;
  EXPECT_EQ(alice.get("/done").status, 200);
  EXPECT_EQ(alice.cookie, "");
  for (const std::string& kept : {cookie, std::string()}) {
    alice.cookie = kept;
    expect_leads(alice.get("/done"), "/");
  }
  EXPECT_EQ(reset(), 1U);
}

}  // namespace
}  // namespace kiosk_test
