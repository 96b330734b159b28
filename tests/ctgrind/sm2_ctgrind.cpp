// SPDX-License-Identifier: Apache-2.0
// Is SM2 encryption constant in time? A. Langley's technique ctgrind: k and the message are marked
// as undefined, and valgrind's memcheck then reports each branch and each address that depends on
// them.
//
//   sm2_ctgrind encrypt   encrypts: nothing may be reported
//   sm2_ctgrind branch    branches on k besides: must be reported
//   sm2_ctgrind index     looks up a table by k besides: must be reported
//
// The library is linked as it ships. What it may tell, the verdicts of crypto/verdict.hpp, are
// marked as defined again by functions the linker puts in between (--wrap).
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "base/hex.hpp"
#include "crypto/sm2.hpp"

extern "C" {
bool __real__ZN8sparekey6crypto7is_zeroEPKhm(const uint8_t* bytes, size_t size);
bool __wrap__ZN8sparekey6crypto7is_zeroEPKhm(const uint8_t* bytes, size_t size);
bool __real__ZN8sparekey6crypto8is_belowEPKhPKj(const uint8_t* number, const uint32_t* bound);
bool __wrap__ZN8sparekey6crypto8is_belowEPKhPKj(const uint8_t* number, const uint32_t* bound);
}

namespace {

unsigned verdicts = 0;

bool told(bool verdict) {
  VALGRIND_MAKE_MEM_DEFINED(&verdict, sizeof verdict);
  ++verdicts;
  return verdict;
}

}  // namespace

bool __wrap__ZN8sparekey6crypto7is_zeroEPKhm(const uint8_t* bytes, size_t size) {
  return told(__real__ZN8sparekey6crypto7is_zeroEPKhm(bytes, size));
}
bool __wrap__ZN8sparekey6crypto8is_belowEPKhPKj(const uint8_t* number, const uint32_t* bound) {
  return told(__real__ZN8sparekey6crypto8is_belowEPKhPKj(number, bound));
}

namespace {

using sparekey::Code;
using sparekey::Random;
using sparekey::Text;
using sparekey::crypto::Sm2Key;

constexpr char kPublished[] =
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr char kK[] = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21";
constexpr char kMessage[] = "encryption standard";
constexpr size_t kMessageSize = sizeof kMessage - 1;
constexpr char kExpected[] =  // a known answer
    "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
    "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
    "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
    "21886ca989ca9c7d58087307ca93092d651efa";

enum class Mistake { none, branch, index };
Mistake mistake = Mistake::none;
volatile unsigned sink = 0;

// First a k that is too large, then the right one.
int fill(void* context, void* out, size_t size) {
  auto* draws = static_cast<int*>(context);
  memset(out, 0xFF, size);
  if (++*draws == 2 && !sparekey::hex_decode(kK, static_cast<uint8_t*>(out))) return -1;
  VALGRIND_MAKE_MEM_UNDEFINED(out, size);
  const uint8_t last = static_cast<uint8_t*>(out)[31];
  if (mistake == Mistake::branch && (last & 1) != 0) sink = sink + 1;
  if (mistake == Mistake::index) sink = static_cast<uint8_t>(kExpected[last & 63]);
  return 0;
}

int fail(const char* why) {
  fprintf(stderr, "sm2_ctgrind: %s\n", why);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fail("encrypt, branch or index?");
  if (strcmp(argv[1], "branch") == 0) mistake = Mistake::branch;
  if (strcmp(argv[1], "index") == 0) mistake = Mistake::index;
  if (RUNNING_ON_VALGRIND == 0) return fail("run me under valgrind");

  Sm2Key key;
  if (sm2_decode_key(kPublished, &key) != Code::ok) return fail("the key was refused");
  verdicts = 0;

  char message[kMessageSize];
  memcpy(message, kMessage, kMessageSize);
  VALGRIND_MAKE_MEM_UNDEFINED(message, kMessageSize);
  int draws = 0;
  Random random{fill, &draws};
  constexpr size_t kSize = sparekey::crypto::sm2_ciphertext_size(kMessageSize);
  uint8_t out[kSize];
  sparekey::crypto::Sm2Work work;
  const Code code = sm2_encrypt(key, Text(message, kMessageSize), random, &work, out);
  if (code != Code::ok || draws != 2) return fail("encryption failed");
  if (verdicts != 5) return fail("the verdicts were not all asked here");

  // Had a mark been lost on the way, silence would mean nothing: all of the output must bear one.
  uint8_t marks[kSize];
  if (VALGRIND_GET_VBITS(out, marks, kSize) != 1) return fail("no marks");
  for (const uint8_t mark : marks)
    if (mark != 0xFF) return fail("a byte of the ciphertext does not depend on the secrets");
  // And none of what is not wiped.
  uint8_t left[sizeof work];
  if (VALGRIND_GET_VBITS(&work, left, sizeof work) != 1) return fail("no marks");
  for (const uint8_t mark : left)
    if (mark != 0) return fail("a secret is left in the working memory");

  VALGRIND_MAKE_MEM_DEFINED(out, kSize);
  char hex[2 * kSize];
  sparekey::hex_encode({out, kSize}, hex);
  if (memcmp(hex, kExpected, sizeof hex) != 0) return fail("wrong ciphertext");
  return 0;
}
