// SPDX-License-Identifier: Apache-2.0
// What calls leave on the stack: they run in a thread whose stack is the test's own, the server
// elsewhere.
#include <gtest/gtest.h>
#include <pthread.h>
#include <string.h>

#include "support/rig.hpp"

namespace sparekey::test {
namespace {

constexpr char kStackToken[] = "reset-token-9d41f0c2b7e3a86510fd";
constexpr char kStackPassCode[] = "739154826402";
constexpr size_t kStackBytes = 1 << 19;
alignas(4096) char stack[kStackBytes];

void run_on_stack(void* (*work)(void*), void* argument) {
  memset(stack, 0, sizeof stack);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstack(&attributes, stack, sizeof stack), 0);
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, &attributes, work, argument), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

bool is_left(const char* secret) {
  return memmem(stack, sizeof stack, secret, strlen(secret)) != nullptr;
}

TEST(Stack, IsSearched) {
  run_on_stack(
      [](void*) -> void* {
        char bytes[8192];
        memcpy(bytes, kStackToken, sizeof kStackToken);
        __asm__ __volatile__("" : : "r"(bytes) : "memory");
        return nullptr;
      },
      nullptr);
  EXPECT_TRUE(is_left(kStackToken));
}

TEST(Stack, HoldsNothingOfACall) {
  Rig rig({ok(envelope(std::string(R"({"passwordResetToken":")") + kStackToken + R"("})"))});
  run_on_stack(
      [](void* client) -> void* {
        VerifyAnswer answer;
        EXPECT_EQ(
            outcome(static_cast<Client*>(client)->verify(by_email(), kStackPassCode, &answer)),
            success());
        EXPECT_EQ(answer.password_reset_token.size(), strlen(kStackToken));
        return nullptr;
      },
      &rig.client());
  EXPECT_FALSE(is_left(kStackToken));
  EXPECT_FALSE(is_left(kStackPassCode));
}

}  // namespace
}  // namespace sparekey::test
