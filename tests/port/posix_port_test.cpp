// SPDX-License-Identifier: Apache-2.0
// Waiting, clocks, randomness and the bundle of port/posix, by a system that fails.
#include <errno.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "posix/clocks.hpp"
#include "sparekey/posix.hpp"
#include "system_calls.hpp"

namespace sparekey::test {
namespace {

class PosixPort : public testing::Test {
 protected:
  void SetUp() override { reset_system_calls(); }

  int wait(int64_t until_ms, int count = 0) {
    const Interest none[8] = {};
    return port_.wait(port_.context, none, count, until_ms);
  }

  Port port_ = posix_port_without_names();
};

TEST_F(PosixPort, ASignalEndsAWaitAndNothingElse) {
  system_calls().failures["poll"] = {EINTR};
  EXPECT_EQ(wait(INT64_MAX), kPortOk);
}

TEST_F(PosixPort, AWaitThatTheSystemRefusesFails) {
  system_calls().failures["poll"] = {ENOMEM};
  EXPECT_EQ(wait(INT64_MAX), kPortFailed);
}

TEST_F(PosixPort, WaitsForFourAtMost) {
  EXPECT_EQ(wait(0, 4), kPortOk);
  EXPECT_EQ(wait(0, 5), kPortFailed);
  EXPECT_EQ(system_calls().made["poll"], 1);
}

TEST_F(PosixPort, AWaitIsNoLongerThanItsDeadlineNorThanASecond) {
  EXPECT_EQ(wait(0), kPortOk);  // long past
  EXPECT_EQ(system_calls().poll_timeout_ms, 0);
  system_calls().failures["poll"] = {EINTR, EINTR};
  EXPECT_EQ(wait(INT64_MAX), kPortOk);
  EXPECT_EQ(system_calls().poll_timeout_ms, 1000);  // poll's clock stands still in a device's sleep
  EXPECT_EQ(wait(port_.monotonic_ms(port_.context) + 500), kPortOk);
  EXPECT_LE(system_calls().poll_timeout_ms, 500);
}

TEST_F(PosixPort, TheCancelHandleInterrupts) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const Port port = posix_port_without_names(ends[0]);
  EXPECT_EQ(port.wait(port.context, nullptr, 0, 0), kPortOk);
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  EXPECT_EQ(port.wait(port.context, nullptr, 0, INT64_MAX), kPortInterrupted);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(PosixPort, RandomBytesAreAllThereOrNone) {
  uint8_t bytes[64] = {};
  system_calls().most_random = 5;
  system_calls().failures["getrandom"] = {0, EINTR};
  ASSERT_EQ(port_.random(port_.context, bytes, sizeof bytes), kPortOk);
  // Thirteen draws and the interrupted one; a piece of five that nobody wrote would be five zeros.
  EXPECT_EQ(system_calls().made["getrandom"], 14);
  for (size_t at = 0; at + 5 <= sizeof bytes; ++at)
    EXPECT_TRUE(std::any_of(bytes + at, bytes + at + 5, [](uint8_t byte) { return byte != 0; }))
        << at;
}

TEST_F(PosixPort, AGeneratorThatIsNotSeededYetFailsAtOnce) {
  uint8_t bytes[64];
  system_calls().failures["getrandom"] = {EAGAIN};
  EXPECT_EQ(port_.random(port_.context, bytes, sizeof bytes), kPortFailed);
  EXPECT_EQ(system_calls().made["getrandom"], 1);
}

TEST_F(PosixPort, OldKernelsHaveNoClockThatCountsSleep) {
  system_calls().failures["CLOCK_BOOTTIME"] = {EINVAL};
  EXPECT_GT(port_.monotonic_ms(port_.context), 0);
  EXPECT_EQ(system_calls().made["CLOCK_MONOTONIC"], 1);
}

TEST_F(PosixPort, AClockThatCannotBeReadIsNotKnown) {
  system_calls().failures["CLOCK_REALTIME"] = {EINVAL};
  EXPECT_EQ(port_.wall_clock_s(port_.context), -1);
  EXPECT_GT(port_.wall_clock_s(port_.context), 1'700'000'000);
}

TEST_F(PosixPort, WithoutNamesNoLookupBeginsAndNoneHasAnything) {
  Handle lookup = kNoHandle;
  Address address;
  Interest interest;
  int64_t wake_ms = 7;
  EXPECT_EQ(port_.resolve_start(port_.context, "localhost", &lookup), kPortFailed);
  EXPECT_EQ(lookup, kNoHandle);
  EXPECT_EQ(port_.resolve_result(port_.context, lookup, &address, 1), kPortFailed);
  EXPECT_EQ(port_.resolve_wants(port_.context, lookup, &interest, 1, &wake_ms), 0);
  EXPECT_EQ(wake_ms, 7);
  port_.resolve_end(port_.context, lookup);
}

TEST_F(PosixPort, TheBundleIsTheFirstThatCanBeRead) {
  const char* const places[] = {"/etc/ssl/certs/ca-certificates.crt",
                                "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};
  system_calls().access_is_told = true;
  EXPECT_EQ(posix_ca_bundle(), nullptr);
  for (int first = 2; first >= 0; --first) {
    system_calls().readable.emplace_back(places[first]);
    EXPECT_STREQ(posix_ca_bundle(), places[first]);
  }
}

}  // namespace
}  // namespace sparekey::test
