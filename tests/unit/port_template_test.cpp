// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "sparekey/client.hpp"
#include "template/template.hpp"

namespace sparekey {
namespace {

TEST(TemplatePort, SaysThatNothingIsImplemented) {
  const Port port = template_port();
  void* const context = port.context;
  Handle handle = kNoHandle;
  Address address;
  Interest interest;
  int64_t wake_ms = 0;
  char byte = 0;
  EXPECT_EQ(port.resolve_start(context, "localhost", &handle), kPortNotImplemented);
  EXPECT_EQ(port.resolve_result(context, 0, &address, 1), kPortNotImplemented);
  EXPECT_EQ(port.resolve_wants(context, 0, &interest, 1, &wake_ms), 0);
  EXPECT_EQ(port.connect_start(context, &address, 443, &handle), kPortNotImplemented);
  EXPECT_EQ(port.connect_result(context, 0), kPortNotImplemented);
  EXPECT_EQ(port.send(context, 0, &byte, 1), kPortNotImplemented);
  EXPECT_EQ(port.receive(context, 0, &byte, 1), kPortNotImplemented);
  EXPECT_EQ(port.wait(context, &interest, 1, 0), kPortNotImplemented);
  EXPECT_EQ(port.monotonic_ms(context), kPortNotImplemented);
  EXPECT_EQ(port.wall_clock_s(context), kPortNotImplemented);
  EXPECT_EQ(port.random(context, &byte, 1), kPortNotImplemented);
  port.resolve_end(context, 0);
  port.close(context, 0);
}

TEST(TemplatePort, PortWithAMissingFunctionIsRefused) {
  alignas(kMemoryAlignment) static unsigned char memory[memory_needed(Limits())];
  Port port = template_port();
  port.wall_clock_s = nullptr;
  Config config;
  config.host = "localhost";
  config.app_id = "demo-app";
  Client client;
  const Result result = client.open(config, port, memory, sizeof memory);
  EXPECT_EQ(result.code, Code::bad_argument);
  EXPECT_STREQ(result.detail, "a function of the port is null");
}

}  // namespace
}  // namespace sparekey
