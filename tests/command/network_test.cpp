// SPDX-License-Identifier: Apache-2.0
// What the network and TLS can do to a call, as the command tells it: code, delivery, exit status.
#include <fcntl.h>
#include <unistd.h>

#include "command.hpp"
#include "set_clocks.hpp"

namespace command_test {
namespace {

Finished send_code(const EmulatorProcess& emulator, const Arguments& more = {}) {
  Arguments arguments = sparekey(emulator, {"--json", "send-code", "--email", kEmail});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return support::run(arguments);
}

json fault(const json& members) {
  json one = members;
  one["path"] = "/api/v3/send-email";
  return {{"faults", json::array({one})}};
}

TEST(Network, NobodyListens) {
  const EmulatorProcess emulator;
  const json error = expect_failure(send_code(emulator, {"--connect-to", "127.0.0.1:1"}), 4,
                                    "connect_failed", "not_sent", "retry");
  for (const char* absent : {"httpStatus", "statusCode", "apiCode", "message", "requestId"})
    EXPECT_FALSE(error.contains(absent)) << absent;
  const Finished words = support::run(
      sparekey(emulator, {"send-code", "--email", kEmail, "--connect-to", "127.0.0.1:1"}));
  EXPECT_EQ(words.status, 4);
  EXPECT_EQ(words.out, "");
  EXPECT_TRUE(contains(words.error, "Nothing was sent.")) << words.error;
}

TEST(Network, ANameThatDoesNotExist) {
  const EmulatorProcess emulator;
  expect_failure(send_code(emulator, {"--connect-to", "nowhere.invalid:443", "--timeout", "50"}), 4,
                 "name_not_resolved", "not_sent", "retry");
}

TEST(Network, AConnectionThatIsLostAfterTheRequestIsUnknown) {
  const EmulatorProcess emulator(fault({{"drop", true}}));
  expect_failure(send_code(emulator), 4, "connection_lost", "unknown", "start_over");
  const EmulatorProcess other(fault({{"drop", true}}));
  const Finished words = support::run(sparekey(other, {"send-code", "--email", kEmail}));
  EXPECT_TRUE(contains(words.error, "may have acted")) << words.error;
}

TEST(Network, AnAnswerCutShortIsLostOrTruncated) {
  const EmulatorProcess lost(fault({{"closeAfterBytes", 20}}));
  expect_failure(send_code(lost), 4, "connection_lost", "unknown", "start_over");
  const EmulatorProcess closed(fault({{"closeAfterBytes", 20}, {"closeNotify", true}}));
  expect_failure(send_code(closed), 6, "truncated", "unknown", "start_over");
}

TEST(Network, TheDeadlineIsTold) {
  const EmulatorProcess emulator(fault({{"delayMs", 600'000}}));
  Uptime uptime;
  const TempDir dir;
  support::Streams streams;
  streams.out = open(dir.file("out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  support::Child child(
      sparekey(emulator, {"--json", "send-code", "--email", kEmail, "--timeout", "0.5"}),
      uptime.environment(), streams);
  close(streams.out);
  emulator.wait_for_request("/api/v3/send-email");
  uptime.pass_s(1);
  const int status = child.wait();
  expect_failure({status, support::read_file(dir.file("out")), ""}, 4, "timed_out", "unknown",
                 "start_over");
}

TEST(Network, TrustIsNotGivenAway) {
  const EmulatorProcess emulator;
  const EmulatorProcess stranger;
  const json error = expect_failure(
      support::run(sparekey({"--json", "system", "--host", emulator.host(), "--app-id", "demo-app",
                             "--ca-file", stranger.ca_file()})),
      5, "certificate_untrusted", "not_sent", "check_trust");
  EXPECT_EQ(error["kind"], "tls");
  expect_failure(support::run(sparekey({"--json", "system", "--host", "other.example",
                                        "--connect-to", emulator.host(), "--app-id", "demo-app",
                                        "--ca-file", emulator.ca_file()})),
                 5, "certificate_name_mismatch", "not_sent", "check_trust");
  const std::string pin = "sha256/" + std::string(43, 'A') + '=';
  expect_failure(support::run(sparekey(emulator, {"--json", "system", "--pin", pin})), 5,
                 "pin_mismatch", "not_sent", "check_trust");
}

// Pins are added to verification, never instead of it.
TEST(Network, APinOfTheChainIsAccepted) {
  const EmulatorProcess emulator;
  const EmulatorProcess stranger;
  const Finished digest = support::run(
      {"/bin/sh", "-c",
       "openssl x509 -noout -pubkey -in '" + emulator.ca_file() +
           "' | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64"});
  const std::string pin = "sha256/" + digest.out.substr(0, 44);
  const std::string other = "sha256/" + std::string(43, 'A') + '=';
  EXPECT_EQ(support::run(sparekey(emulator, {"system", "--pin", pin})).status, 0) << pin;
  EXPECT_EQ(support::run(sparekey(emulator, {"system", "--pin", other, "--pin", pin})).status, 0);
  expect_failure(
      support::run(sparekey({"--json", "system", "--host", emulator.host(), "--app-id", "demo-app",
                             "--pin", pin, "--ca-file", stranger.ca_file()})),
      5, "certificate_untrusted", "not_sent", "check_trust");
}

TEST(Network, AddressesAreHosts) {
  const EmulatorProcess emulator;
  for (const std::string host :
       {"https://127.0.0.1:", "127.0.0.1:", "https://localhost:", "LOCALHOST:"}) {
    const Finished finished =
        support::run(sparekey({"system", "--host", host + emulator.port(), "--app-id", "demo-app",
                               "--ca-file", emulator.ca_file()}));
    EXPECT_EQ(finished.status, 0) << host << '\n' << finished.error;
  }
}

}  // namespace
}  // namespace command_test
