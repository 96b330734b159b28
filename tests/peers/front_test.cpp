// SPDX-License-Identifier: Apache-2.0
#include "front_test.hpp"

namespace sparekey::test {

std::vector<Seen> expect_traffic(const Traffic& traffic, const Front& front, Device& device) {
  std::vector<Seen> seen = front.wait_for_seen(kRecoveryRequests);
  EXPECT_EQ(device.client().statistics().connections, traffic.connections);
  EXPECT_EQ(values(seen, "port").size(), traffic.connections);
  EXPECT_EQ(device.client().statistics().resumptions, traffic.resumptions);
  std::set<std::string> resumed_ports;
  for (const Seen& one : seen)
    if (one.at("resumed") == traffic.resumed_mark) resumed_ports.insert(one.at("port"));
  EXPECT_EQ(resumed_ports.size(), traffic.resumptions);
  EXPECT_EQ(values(seen, "http"), std::set<std::string>{"HTTP/1.1"});
  EXPECT_EQ(values(seen, "status"), std::set<std::string>{"200"});
  EXPECT_EQ(values(seen, "alpn"), std::set<std::string>{"-"});
  if (!traffic.tls.empty()) {
    EXPECT_EQ(values(seen, "tls"), std::set<std::string>{traffic.tls});
  }
  return seen;
}

void BetweenCallsTest::happens_between_calls(Device& device, const std::function<void()>& happen) {
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  happen();
  device.watched().wait_for_arrival();
  EXPECT_EQ(outcome(device.client().send_code(by_phone())), success());
  EXPECT_EQ(device.client().statistics().connections, 2u);
  EXPECT_EQ(emulator_.requests().size(), 2u);
  EXPECT_EQ(emulator_.outbox().size(), 2u);
}

}  // namespace sparekey::test
