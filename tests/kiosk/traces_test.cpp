// SPDX-License-Identifier: Apache-2.0
// What the kiosk keeps of a visitor's secrets: nothing longer than the visit needs it, wherever the
// HTTP library had it, and nothing at all in its log.
#include <signal.h>
#include <unistd.h>

#include <algorithm>

#include "kiosk/kiosk_test.hpp"
#include "memory/core.hpp"
#include "memory/moments.hpp"
#include "support/answers.hpp"

namespace kiosk_test {
namespace {

using memory_test::AtExit;
using memory_test::Core;
using memory_test::Find;
using memory_test::Guard;
using memory_test::memory_at_rest;
using memory_test::Region;
using support::Secrets;
using namespace sparekey::test;

// Signs that forms and JSON each spell otherwise.
const std::string kPassword = "N3w\"Pass\\word+of/Alice";
const std::string kMistyped = "mIs\"tYp3d&by\\Al1ce!";
const std::string kPassCode = "739154826";
// No word of a page is part of it.
const std::string kAccount = "qzoe-79@xjkvw-3f.org";
const std::string kToken = "rEsEt-tOkEn-Qw3Rt7Zu1Op-aSdFgHjKl";
const Secrets kSecrets{{"password", kPassword},
                       {"mistyped password", kMistyped},
                       {"passcode", kPassCode},
                       {"token", kToken}};
const Secrets kSomebody{{"account", kAccount}};

const std::string kVerifiedWithToken =
    ok(envelope(R"({"passwordResetToken":")" + kToken + R"(","tokenExpiresIn":300})"));
// By the visit; and until the next call by the client, whose answer it was.
const std::vector<std::string> kTokenIsNeeded = {"token", "token"};
const Fields kTracedPasswords = {{"password", kPassword}, {"again", kPassword}};

// How a request comes in.
enum class Coming { whole, head_first, in_halves, byte_by_byte };

const char* name(Coming coming) {
  const char* const names[] = {"Whole", "HeadFirst", "InHalves", "ByteByByte"};
  return names[static_cast<int>(coming)];
}

class Traces : public testing::TestWithParam<Coming> {
 protected:
  Traces() : chain_(make_chain(local())), server_(ServerTls(chain_), service_) {
    preloaded_.stop_clock();
  }

  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "only root may look into such a process";
  }
  static Arguments as_it_is(const Arguments& program) { return program; }
  void begin(const std::vector<sparekey::test::Answer>& answers,
             const Kiosk::Starter& starter = as_it_is) {
    service_.expect(answers);
    kiosk_ = std::make_unique<Kiosk>(
        Arguments{"--host", "localhost:" + std::to_string(server_.tcp_port()), "--app-id",
                  "demo-app", "--ca-file", dir_.write("ca.pem", chain_.root_pem())},
        Arguments{"--timeout", "500", "--visits", "1"}, preloaded_.environment(), starter);
    at_exit_ = std::make_unique<AtExit>(kiosk_->id());
    visitor_ = std::make_unique<Visitor>(*kiosk_);
  }
  Visitor& visitor() { return *visitor_; }

  void deliver(Wire* wire, const std::string& bytes) {
    const size_t body = bytes.find("\r\n\r\n") + 4;
    std::vector<std::string> pieces = {bytes};
    if (GetParam() == Coming::head_first) pieces = {bytes.substr(0, body), bytes.substr(body)};
    if (GetParam() == Coming::in_halves) {
      const size_t half = body + (bytes.size() - body) / 2;
      pieces = {bytes.substr(0, half), bytes.substr(half)};
    }
    if (GetParam() == Coming::byte_by_byte) {
      pieces = {bytes.substr(0, body)};
      for (size_t at = body; at < bytes.size(); ++at) pieces.push_back(bytes.substr(at, 1));
    }
    for (const std::string& piece : pieces) {
      wire->send(piece);
      if (pieces.size() > 1) kiosk_->wake();
    }
  }
  // Over a connection that stays open, so that the library keeps its buffers.
  kiosk_test::Answer submit(const std::string& path, Fields fields) {
    fields.insert(fields.begin(), {"form", visitor().form});
    wires_.emplace_back(kiosk_->address());
    deliver(&wires_.back(), visitor().post_request(path, fields));
    kiosk_test::Answer answer = wires_.back().answer();
    visitor().keep(answer);
    return answer;
  }
  void to_password() {
    visitor().get("/");
    expect_leads(submit("/send", {{"account", kAccount}, {"country", ""}}), "/code");
    visitor().get("/code");
    expect_leads(submit("/verify", {{"code", kPassCode}}), "/password");
    visitor().get("/password");
  }
  void wait_for_requests(size_t count) {
    support::wait_until([&] { return service_.requests().size() >= count; }, "a request");
  }
  void pass_s(int64_t seconds) {
    kiosk_->wake();
    preloaded_.pass_ms(seconds * 1000);
    kiosk_->wake();
  }

  // Of the secrets it holds `needed` at most, each as often as it stands there.
  static void expect_only(std::vector<std::string> needed, const std::vector<Region>& memory) {
    const std::vector<Find> finds = memory_test::search(memory, kSecrets);
    for (const Find& find : memory_test::unneeded(finds, &needed))
      ADD_FAILURE() << testing::PrintToString(find);
    for (const Find& find : finds) EXPECT_TRUE(find.region->locked) << testing::PrintToString(find);
  }
  void expect_now(const std::vector<std::string>& needed) {
    expect_only(needed, memory_at_rest(kiosk_->id()));
  }
  // The visit is over: whose it was is nobody's business either.
  void expect_nobody() {
    const std::vector<Region> memory = memory_at_rest(kiosk_->id());
    expect_only({}, memory);
    for (const Find& find : memory_test::search(memory, kSomebody))
      ADD_FAILURE() << testing::PrintToString(find);
  }
  void expect_nothing_at_exit() {
    kiosk_->process().signal(SIGTERM);
    const std::vector<Region> memory = at_exit_->memory();
    EXPECT_EQ(kiosk_->process().wait(), 0);
    expect_only({}, memory);
    EXPECT_EQ(kSecrets.found_in(kiosk_->log()), "") << kiosk_->log();
  }

  static CertificateSpec local() {
    CertificateSpec spec;
    spec.alt_names = "DNS:localhost";
    return spec;
  }

  std::unique_ptr<Kiosk> kiosk_;
  Preloaded preloaded_;
  ScriptedService service_{{}};
  std::vector<Wire> wires_;

 private:
  Chain chain_;
  Server server_;
  support::TempDir dir_;
  std::unique_ptr<AtExit> at_exit_;
  std::unique_ptr<Visitor> visitor_;
};

class MoreTraces : public Traces {};

constexpr char kOwnClock[] = "nothing can be preloaded into a static program, not even a clock";

TEST_P(Traces, OfAWholeVisit) {
  begin({ok(kSent), kVerifiedWithToken, ok(refusal(400, "2029")), ok(kReset)});
  to_password();
  expect_now(kTokenIsNeeded);
  expect_leads(submit("/reset", {{"password", kPassword}, {"again", kMistyped}}), "/password");
  expect_now(kTokenIsNeeded);
  visitor().get("/password");
  expect_leads(submit("/reset", kTracedPasswords), "/password");  // too weak, the service says
  expect_now(kTokenIsNeeded);
  visitor().get("/password");
  expect_leads(submit("/reset", kTracedPasswords), "/done");
  expect_now({});
  EXPECT_EQ(visitor().get("/done").status, 200);
  expect_nobody();
  expect_nothing_at_exit();
}

TEST_P(MoreTraces, OfAVisitThatIsGivenUp) {
  begin({ok(kSent), kVerifiedWithToken, ok(kSent), kVerifiedWithToken});
  if (!preloaded_.is_loaded()) GTEST_SKIP() << kOwnClock;
  to_password();
  expect_leads(submit("/start-over", {}), "/");
  expect_nobody();
  to_password();
  expect_now(kTokenIsNeeded);
  pass_s(121);
  expect_nobody();
  expect_nothing_at_exit();
}

TEST_P(MoreTraces, WhileTheServiceThinks) {
  begin({ok(kSent)});
  visitor().get("/");
  submit("/send", {{"account", kAccount}, {"country", ""}});
  visitor().get("/code");
  wires_.emplace_back(kiosk_->address());
  deliver(&wires_.back(),
          visitor().post_request("/verify", {{"form", visitor().form}, {"code", kPassCode}}));
  wait_for_requests(2);
  expect_now({});
  expect_nothing_at_exit();
}

TEST_P(MoreTraces, OfABrowserThatLeavesWhileTheServiceThinks) {
  begin({ok(kSent), kVerifiedWithToken});
  to_password();
  Fields fields = kTracedPasswords;
  fields.insert(fields.begin(), {"form", visitor().form});
  Wire wire(kiosk_->address());
  deliver(&wire, visitor().post_request("/reset", fields));
  wait_for_requests(3);
  expect_now({"token"});
  wire.reset();
  kiosk_->wake();
  expect_now({"token"});
  expect_nothing_at_exit();
}

TEST_P(MoreTraces, OfACrash) {
  if (!Core::can_be_had()) GTEST_SKIP() << "core files go elsewhere here";
  for (const Guard guard : {Guard::stands, Guard::is_lost}) {
    const Core core;
    begin({ok(kSent), kVerifiedWithToken},
          [&](const Arguments& program) { return core.program(guard, program); });
    to_password();
    expect_now(kTokenIsNeeded);
    kiosk_->process().signal(SIGABRT);
    EXPECT_EQ(kiosk_->process().wait(), 128 + SIGABRT);
    EXPECT_EQ(core.memory().has_value(), guard == Guard::is_lost);
    EXPECT_EQ(kSecrets.found_in(core.memory().value_or("")), "");
  }
}

// Secrets in requests that are refused were secrets all the same.
TEST_P(MoreTraces, OfRequestsThatAreRefused) {
  begin({ok(kSent), kVerifiedWithToken});
  to_password();
  const std::string own = visitor().post_request(
      "/reset", {{"form", visitor().form}, {"password", kPassword}, {"again", kMistyped}});
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string bytes = own;
    const size_t at = bytes.find(from);
    return at == std::string::npos ? bytes : bytes.replace(at, from.size(), to);
  };
  const std::pair<std::string, int> requests[] = {
      {changed("Host: 127", "Host: 128"), 421},
      {changed("Origin: http", "Origin: htpp"), 403},
      {changed(visitor().cookie, "visit=0123456789abcdef0123456789abcdef"), 403},
      {changed("form=" + visitor().form, "form=" + std::string(visitor().form.size(), '0')), 403},
      {changed("x-www-form-urlencoded", "x-www-form-urlencodex"), 400},
      {changed("again=", "%%%%%="), 400},
      {changed("POST /reset", "POST /reser"), 404},
      {changed("POST /reset", "PUT /reset"), 405},
      // Refused before the body is read, though it may have come already.
      {changed("Content-Length: ", "Content-Length: 9"), 413},
      {changed("Content-Length: ", "Content-Length: 7\r\nContent-Length: "), 400},
      {changed("Content-Length: ", "Transfer-Encoding: chunked\r\nContent-Length: "), 400},
      // Refused by the library.
      {changed("Content-Length: ", "Content-Length: -"), 400},
      {changed("HTTP/1.1", "HTTP/9.1"), 505},
      {changed("Host: ", ": "), 421}};
  for (const auto& [bytes, status] : requests) {
    SCOPED_TRACE(status);
    wires_.emplace_back(kiosk_->address());
    deliver(&wires_.back(), bytes);
    EXPECT_EQ(wires_.back().answer().status, status);
    expect_now(kTokenIsNeeded);
  }
  expect_nothing_at_exit();
}

// Half a form, and then nothing more: the connection ends, by the browser or by the kiosk.
TEST_P(Traces, OfAFormThatNeverCameToItsEnd) {
  begin({ok(kSent), kVerifiedWithToken});
  if (!preloaded_.is_loaded()) GTEST_SKIP() << kOwnClock;
  to_password();
  std::string bytes = visitor().post_request(
      "/reset", {{"form", visitor().form}, {"password", kPassword}, {"again", kMistyped}});
  bytes.resize(bytes.size() - 3);
  Wire leaves(kiosk_->address());
  deliver(&leaves, bytes);
  leaves.close();
  kiosk_->wake();
  expect_now(kTokenIsNeeded);
  Wire stays(kiosk_->address());
  deliver(&stays, bytes);
  pass_s(16);
  EXPECT_EQ(stays.rest(), "");
  expect_now(kTokenIsNeeded);
  expect_nothing_at_exit();
}

INSTANTIATE_TEST_SUITE_P(Coming, Traces,
                         testing::Values(Coming::whole, Coming::head_first, Coming::in_halves,
                                         Coming::byte_by_byte),
                         [](const auto& test) { return name(test.param); });
INSTANTIATE_TEST_SUITE_P(Coming, MoreTraces, testing::Values(Coming::whole, Coming::in_halves),
                         [](const auto& test) { return name(test.param); });

}  // namespace
}  // namespace kiosk_test
