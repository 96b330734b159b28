// SPDX-License-Identifier: Apache-2.0
// Secrets are wiped from the client's memory, however a call ended.
#include <gtest/gtest.h>

#include "support/rig.hpp"
#include "support/secrets.hpp"

namespace sparekey::test {
namespace {

constexpr char kPassword[] = "Secret-Passw0rd";
constexpr char kPassCode[] = "739154826";
constexpr char kToken[] = "secret-reset-token";

void expect_wiped(const Device& device, const char* secret) {
  const support::Secrets secrets{{"secret", secret}};
  EXPECT_EQ(secrets.found_in(device.memory()), "") << secret;
}

Result reset(Client& client, Encryption encryption = Encryption::none) {
  ResetRequest request;
  request.password_reset_token = kToken;
  request.password = kPassword;
  request.encryption = encryption;
  return client.reset(request);
}

Result verify(Client& client) {
  VerifyAnswer answer;
  return client.verify(by_email(), kPassCode, &answer);
}

const std::vector<Answer> kEnds = {
    ok(kReset),
    ok(refusal(400)),
    ok("{"),
    http(502, "<html>"),
    "no http\r\n",
    ending("", Ending::tcp_end),
    ending("", Ending::close_notify),
    ending("", Ending::reset),
    ok(std::string(7000, ' ')),
};

TEST(Secret, OfARequestIsWipedHoweverItEnds) {
  for (const Answer& end : kEnds) {
    SCOPED_TRACE(end.pieces[0].substr(0, 60));
    Rig rig({end, end});
    (void)reset(rig.client());
    expect_wiped(rig.device, kPassword);
    expect_wiped(rig.device, kToken);
    (void)verify(rig.client());
    expect_wiped(rig.device, kPassCode);
  }
}

TEST(Secret, IsWipedWhereNothingCouldBeSent) {
  uint16_t tcp_port = 0;
  { const Descriptor closed_at_once = listen_on_loopback(Family::ipv4, 1, &tcp_port); }
  Device device("127.0.0.1:" + std::to_string(tcp_port), make_chain().root_pem());
  device.open();
  EXPECT_EQ(reset(device.client()).code, Code::connect_failed);
  expect_wiped(device, kPassword);
  expect_wiped(device, kToken);
}

TEST(Secret, IsWipedWhereTheRequestDoesNotFit) {
  Rig rig({});
  const std::string password = kPassword + std::string(7000, 'x');
  ResetRequest request;
  request.password_reset_token = kToken;
  request.password = password;
  EXPECT_EQ(rig.client().reset(request).code, Code::buffer_too_small);
  expect_wiped(rig.device, kPassword);
  expect_wiped(rig.device, kToken);
}

TEST(Secret, TokenOfAnAnswerLivesUntilTheNextCall) {
  const std::string verified =
      envelope(std::string(R"({"passwordResetToken":")") + kToken + R"("})");
  Rig rig({ok(verified), ok(kSent), ok(verified)});
  VerifyAnswer answer;
  EXPECT_EQ(outcome(rig.client().verify(by_email(), kPassCode, &answer)), success());
  EXPECT_EQ(str(answer.password_reset_token), kToken);
  EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
  expect_wiped(rig.device, kToken);
  EXPECT_EQ(outcome(verify(rig.client())), success());
  EXPECT_TRUE(rig.client().prepare().ok());  // which writes nothing over it
  expect_wiped(rig.device, kToken);
}

TEST(Secret, TokenOfAnAnswerThatIsRefusedIsWiped) {
  const std::string verified =
      envelope(std::string(R"({"passwordResetToken":")") + kToken + R"(","tokenExpiresIn":"x"})");
  Rig rig({ok(verified)});
  VerifyAnswer answer;
  EXPECT_EQ(rig.client().verify(by_email(), kPassCode, &answer).code, Code::unexpected_shape);
  expect_wiped(rig.device, kToken);
}

TEST(Secret, NothingIsLeftBehindAfterClose) {
  const std::string verified =
      envelope(std::string(R"({"passwordResetToken":")") + kToken + R"("})");
  Rig rig({ok(verified)});
  rig.device.config.access_token = "secret-access-token";
  rig.device.open();
  EXPECT_EQ(outcome(verify(rig.client())), success());
  rig.client().close();
  expect_wiped(rig.device, kToken);
  expect_wiped(rig.device, kPassCode);
  expect_wiped(rig.device, "secret-access-token");
  EXPECT_EQ(rig.device.memory().substr(0, kEngineBytes).find_first_not_of('\0'), std::string::npos)
      << "what the client knew is gone, secret or not";
}

}  // namespace
}  // namespace sparekey::test
