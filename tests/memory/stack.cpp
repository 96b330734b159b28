// SPDX-License-Identifier: Apache-2.0
// Encrypts with SM2, then looks at the stack below: whatever was touched there must be wiped.
// Exits with 1 if it is not. sm2_test.cpp searches for the secrets themselves, where OpenSSL can be
// linked.
#include <stdio.h>
#include <string.h>

#include "crypto/sm2.hpp"

namespace {

constexpr size_t kScanned = 16'384;
constexpr char kPaint = 'S';
char stack[kScanned];

[[gnu::noinline]] void paint() {
  volatile char frame[kScanned + 512];
  for (volatile char& c : frame) c = kPaint;
}

[[gnu::noinline]] void copy() {
  const volatile char* below = static_cast<char*>(__builtin_frame_address(0)) - kScanned;
  for (size_t i = 0; i < kScanned; ++i) stack[i] = below[i];
}

int fill(void*, void* out, size_t size) {
  memset(out, 0x5a, size);
  return 0;
}

}  // namespace

int main() {
  using namespace sparekey;
  constexpr char kKey[] =  // of GB/T 32918.5
      "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
      "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  constexpr char kMessage[] = "a password of more than 32 bytes, and then some";
  crypto::Sm2Key key;
  if (crypto::sm2_decode_key(kKey, &key) != Code::ok) return 2;
  Random random{fill, nullptr, false};
  crypto::Sm2Work work;
  uint8_t out[crypto::sm2_ciphertext_size(sizeof kMessage)];
  // Once without looking: a dynamic linker puts its own things there.
  (void)crypto::sm2_encrypt(key, kMessage, random, &work, out);
  paint();
  const Code code = crypto::sm2_encrypt(key, kMessage, random, &work, out);
  copy();
  if (code != Code::ok) return 2;
  size_t deepest = 0;
  while (deepest < kScanned && stack[deepest] == kPaint) ++deepest;
  // The first bytes are the frame of the memset that wiped.
  constexpr size_t kMemset = 64, kWiped = 1024;
  if (deepest > kScanned - kMemset - kWiped) return 2;
  size_t left = 0;
  for (size_t i = 0; i < kWiped; ++i) left += stack[deepest + kMemset + i] != 0;
  printf("%zu bytes of stack, %zu of them not wiped\n", kScanned - deepest, left);
  return left > 0 ? 1 : 0;
}
