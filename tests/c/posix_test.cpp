// SPDX-License-Identifier: Apache-2.0
// C over the posix port, at the emulator.
#include <gtest/gtest.h>
#include <unistd.h>

#include "check.h"
#include "sparekey/posix.hpp"
#include "support/local_emulator.hpp"

namespace sparekey::test {
namespace {

class CPosixTest : public testing::Test {
 protected:
  sparekey_result send_code(const sparekey_port& port, const std::string& name) {
    const std::string host = name + ":" + std::to_string(emulator_.port());
    stage_.port = &port;
    stage_.host = host.c_str();
    stage_.ca_pem = emulator_.ca_pem().data();
    stage_.ca_pem_size = emulator_.ca_pem().size();
    open_stage(&stage_);
    const sparekey_recipient person = {kAlice, nullptr, nullptr};
    const sparekey_result result = sparekey_send_code(&stage_.client, &person);
    sparekey_close(&stage_.client);
    return result;
  }

  LocalEmulator emulator_;
  stage stage_{};
};

TEST_F(CPosixTest, SendsAPasscode) {
  EXPECT_EQ(send_code(sparekey_posix_port(SPAREKEY_NO_HANDLE), "localhost").code, SPAREKEY_CODE_OK);
  EXPECT_EQ(emulator_.messages(), 1u);
}

TEST_F(CPosixTest, WithoutNamesThereAreNone) {
  const sparekey_port port = sparekey_posix_port_without_names(SPAREKEY_NO_HANDLE);
  EXPECT_EQ(send_code(port, "localhost").code, SPAREKEY_CODE_NAME_NOT_RESOLVED);
  EXPECT_EQ(send_code(port, "127.0.0.1").code, SPAREKEY_CODE_OK);
}

TEST_F(CPosixTest, AReadableHandleCancels) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  EXPECT_EQ(send_code(sparekey_posix_port(ends[0]), "127.0.0.1").code, SPAREKEY_CODE_CANCELLED);
  EXPECT_EQ(emulator_.messages(), 0u);
  close(ends[0]);
  close(ends[1]);
}

TEST(CPosixBundleTest, IsThatOfCpp) {
  const char* path = posix_ca_bundle();
  EXPECT_STREQ(sparekey_posix_ca_bundle(), path == nullptr ? "" : path);
}

}  // namespace
}  // namespace sparekey::test
