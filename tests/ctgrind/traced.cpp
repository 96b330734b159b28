// SPDX-License-Identifier: Apache-2.0
// What handles secrets, once for each of several secrets, between two functions that trace.c finds
// by their addresses: the program must have been at the same places, and have touched the same
// addresses, whatever the secret was. Each trace belongs to the line that follows it.
#include <stdio.h>
#include <string.h>

#include "base/hex.hpp"
#include "base/same_secret.hpp"
#include "crypto/sm2.hpp"

extern "C" {  // not one body, or they may become one function
__attribute__((noinline)) void trace_from() { __asm__ __volatile__("# from" : : : "memory"); }
__attribute__((noinline)) void trace_to() { __asm__ __volatile__("# to" : : : "memory"); }
}

namespace {

using sparekey::Code;
using sparekey::Random;
using sparekey::Text;
using sparekey::crypto::Sm2Key;

constexpr char kPublished[] =
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr size_t kSize = 19;
constexpr size_t kCiphertext = sparekey::crypto::sm2_ciphertext_size(kSize);

// Random numbers with much in them that a careless multiplication would be quicker about, and two
// as they come.
constexpr const char* kNumbers[] = {
    "0000000000000000000000000000000000000000000000000000000000000001",
    "0000000000000000000000000000000000000000000000000000000000000002",
    "8000000000000000000000000000000000000000000000000000000000000000",
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122",  // the order less one
    "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21",
    "4C62EEFD6ECFC2B95B92FD6C3D9575148AFA17425546D49018E5388D49DD7B4F",
};
constexpr const char* kMessages[] = {"encryption standard", "0000000000000000000",
                                     "~~~~~~~~~~~~~~~~~~~"};

volatile unsigned sink = 0;
uint8_t number[32];
char message[kSize];
uint8_t other[kSize];
uint8_t ciphertext[kCiphertext];
char text[2 * kSize];
sparekey::crypto::Sm2Work work;

int draw(void*, void* out, size_t size) {
  if (size != sizeof number) return -1;
  memcpy(out, number, size);
  return 0;
}

bool take(const char* hex, const char* words) {
  memcpy(message, words, kSize);
  return sparekey::hex_decode(hex, number);
}

__attribute__((noinline)) Code encrypt(const Sm2Key& key) {
  Random random{draw, nullptr};
  trace_from();
  const Code code = sm2_encrypt(key, Text(message, kSize), random, &work, ciphertext);
  trace_to();
  return code;
}

// As one may not: these traces must differ, or a trace shows nothing.
__attribute__((noinline)) void mistake(bool by_address) {
  trace_from();
  const unsigned secret = number[31] & 1;
  if (by_address)
    sink = sink + static_cast<unsigned>(message[secret * 8]);
  else if (secret != 0)
    sink = sink + 1;
  trace_to();
}

__attribute__((noinline)) bool compare() {
  trace_from();
  const bool same = sparekey::same_secret(message, other, kSize);
  trace_to();
  return same;
}

__attribute__((noinline)) void write_in_hex() {
  trace_from();
  sparekey::hex_encode({other, kSize}, text);
  trace_to();
}

}  // namespace

int main() {
  Sm2Key key;
  if (sm2_decode_key(kPublished, &key) != Code::ok) return 1;
  for (const char* const hex : kNumbers) {
    for (const char* const words : kMessages) {
      if (words != kMessages[0] && hex != kNumbers[4]) continue;
      if (!take(hex, words) || encrypt(key) != Code::ok) return 1;
      fputs("encrypts\n", stderr);
    }
  }
  for (const size_t wrong : {size_t{0}, size_t{9}, kSize - 1, kSize}) {
    memcpy(other, message, kSize);
    if (wrong < kSize) other[wrong] ^= 0x80;
    if (compare() != (wrong == kSize)) return 1;
    fputs("compares\n", stderr);
    write_in_hex();
    fputs("writes\n", stderr);
  }
  for (const char* const hex : {kNumbers[0], kNumbers[1]}) {
    if (!take(hex, kMessages[0])) return 1;
    mistake(false);
    fputs("branches\n", stderr);
  }
  for (const char* const hex : {kNumbers[0], kNumbers[1]}) {
    if (!take(hex, kMessages[0])) return 1;
    mistake(true);
    fputs("looks-up\n", stderr);
  }
  return 0;
}
