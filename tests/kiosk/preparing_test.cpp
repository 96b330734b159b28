// SPDX-License-Identifier: Apache-2.0
// The connection that is made while somebody still types.
#include <filesystem>

#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Preparing : public KioskTest {
 protected:
  // The number of the connection over which the last request came to the service.
  int64_t last_connection() { return emulator().requests().back().at("connection"); }
};

TEST_F(Preparing, MakesOneConnectionHoweverOftenThePageIsLookedAt) {
  start();
  Visitor alice = visitor();
  for (int i = 0; i < 20; ++i) alice.get("/");
  // Nothing is asked of the service for looking.
  EXPECT_TRUE(emulator().requests().empty());
  alice.to_code();
  EXPECT_EQ(1, last_connection());
  // The next in line has a connection of his own, and again one.
  Visitor bob = visitor();
  for (int i = 0; i < 20; ++i) bob.get("/");
  bob.to_code("bob@example.com");
  EXPECT_EQ(2, last_connection());
}

TEST_F(Preparing, IsGivenUpIfNobodyComes) {
  start_stopped();
  const auto sockets = [&] {
    size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator("/proc/" + std::to_string(kiosk().id()) + "/fd")) {
      std::error_code gone;
      if (std::filesystem::read_symlink(entry, gone).string().rfind("socket:", 0) == 0) ++count;
    }
    return count;
  };
  const size_t before = sockets();
  visitor().get("/");
  support::wait_until([&] { return sockets() == before + 1; }, "a connection to the service");
  pass_s(46);
  support::wait_until([&] { return sockets() == before; }, "its end");
  // Another page, another connection.
  Visitor alice = visitor();
  alice.to_code();
}

TEST_F(Preparing, ItsTroubleIsTheCalls) {
  // Nobody listens there any more.
  auto gone = std::make_unique<EmulatorProcess>();
  const Arguments service = service_of(*gone);
  const std::string ca = support::read_file(gone->ca_file());
  support::TempDir dir;
  const std::string ca_file = dir.write("ca.pem", ca);
  const std::string host = gone->host();
  gone.reset();
  Kiosk kiosk({"--host", host, "--app-id", "demo-app", "--ca-file", ca_file}, Arguments());
  Visitor alice(kiosk);
  alice.get("/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/");
  const Answer page = alice.get("/");
  EXPECT_NE(std::string::npos, page.body.find("role=\"alert\"")) << page.body;
  EXPECT_NE(std::string::npos, page.body.find(kAlice)) << page.body;
}

}  // namespace
}  // namespace kiosk_test
