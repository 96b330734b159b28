// SPDX-License-Identifier: Apache-2.0
// What a crash of the command would leave on a disk: no core file; and if there were one for all
// that, none of the secrets, though the command has them in its memory.
#include <signal.h>

#include "memory/core.hpp"
#include "memory/subject.hpp"

namespace memory_test {
namespace {

using namespace sparekey::test;
using support::Person;

const std::string kVerifiedWithToken =
    ok(envelope(R"({"passwordResetToken":")" + kToken + R"(","tokenExpiresIn":300})"));

class CoreFile : public Memory {
 protected:
  void SetUp() override {
    Memory::SetUp();
    if (!Core::can_be_had()) GTEST_SKIP() << "core files go elsewhere here";
  }
  // The command with a token, an access token and the proxy's credentials in its memory.
  void crash(Guard guard) {
    start_program(core_.program(guard, command(reset_with_password_on_stdin())));
    const std::vector<Find> finds = search(memory_at_rest(child().id()), kSecrets);
    EXPECT_EQ(finds.size(), 3U);
    child().signal(SIGABRT);
    EXPECT_EQ(child().wait(), 128 + SIGABRT);
  }
  Core core_;
};

TEST_F(CoreFile, OfAnotherProgramHasWhatItRead) {
  start_program(core_.program(Guard::stands, {"/bin/sh", "-c", "read secret; kill -ABRT $$"}));
  feed(kPassCode + "\n");
  EXPECT_EQ(child().wait(), 128 + SIGABRT);
  ASSERT_TRUE(core_.memory().has_value());
  EXPECT_NE(kSecrets.found_in(*core_.memory()), "");
}

TEST_F(CoreFile, IsNotWritten) {
  crash(Guard::stands);
  EXPECT_FALSE(core_.memory().has_value());
}

TEST_F(CoreFile, WouldHoldNoSecretIfItWereWritten) {
  crash(Guard::is_lost);
  ASSERT_TRUE(core_.memory().has_value());
  EXPECT_EQ(kSecrets.found_in(*core_.memory()), "");
}

TEST_F(CoreFile, WouldHoldNothingOfAPasswordHalfTyped) {
  service_.expect({ok(kSent), kVerifiedWithToken});
  Person person(core_.program(
      Guard::is_lost, command({"recover", "--email", "alice@example.com", "--encrypt", "none"})));
  person.expect("Passcode (");
  person.type_line(kPassCode);
  person.expect("New password: ");
  person.type(kPassword + "\x01");
  person.expect("\a");
  person.signal(SIGABRT);
  EXPECT_EQ(person.finish(), 128 + SIGABRT);
  ASSERT_TRUE(core_.memory().has_value());
  EXPECT_EQ(kSecrets.found_in(*core_.memory()), "");
}

}  // namespace
}  // namespace memory_test
