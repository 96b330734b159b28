// SPDX-License-Identifier: Apache-2.0
// Does our part of RSA encryption take constant time? mbedTLS promises nothing of its own; see
// README.md. The password and its padding are marked as undefined for memcheck, as in sm2_ctgrind.
// With mbedtls.supp it reports on us alone: nothing may be reported.
//
//   rsa_ctgrind encrypt   encrypts
//   rsa_ctgrind branch    branches on the password besides
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "crypto/rsa.hpp"

namespace {

using sparekey::Code;
using sparekey::Random;
using sparekey::Text;
using sparekey::crypto::RsaKey;

// A key of 2048 bits, as the service publishes one. Its private half was thrown away.
constexpr char kPublished[] =
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkhMJ9jLK3NNSqlwBbExW4XVQkBROvp6v95yCwzIhHZx8"
    "TbTuCSiHVAqawUCcCU73jeBSXPipki7wYXyzeW1g4t7XcBT/5bqtlZpV1CkmuIEGXn5HRzDpFpKUjdGZAoaXgu8Q"
    "8FtnJBl/L9zxFrTECgFVN/CRCrt9uOgAAK62GDMSV/Vf6J/f9RFAHP9q6JVEO2T8X4PWbaCm7xaZthBwR7nhFAFZ"
    "1hpy2tHl+OjlLNdJKtwaVHn7JqqDzp/shA46grk3cE8alP1yRBiuzfBZPtGXuJV8bxYUM5wfqJGVGxHi9WcHzpHY"
    "xgBQwc8mSWucmjpYedp3uFGiNTff0xvTuwIDAQAB";
constexpr char kPassword[] = "correct horse battery staple";
constexpr size_t kPasswordSize = sizeof kPassword - 1;

volatile unsigned sink = 0;

int fill(void* context, void* out, size_t size) {
  auto* const bytes = static_cast<uint8_t*>(out);
  auto* const next = static_cast<uint8_t*>(context);
  // No zero, which PKCS #1 v1.5 draws again: that this happened may be known.
  for (size_t i = 0; i < size; ++i) bytes[i] = (*next)++ % 255 + 1;
  VALGRIND_MAKE_MEM_UNDEFINED(out, size);
  return 0;
}

// Not inlined, so that the report names it.
__attribute__((noinline)) void sparekey_mistake(const char* password) {
  if ((password[0] & 1) != 0) sink = sink + 1;
}

int fail(const char* why) {
  fprintf(stderr, "rsa_ctgrind: %s\n", why);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fail("encrypt or branch?");
  if (RUNNING_ON_VALGRIND == 0) return fail("run me under valgrind");
  RsaKey key;
  if (rsa_decode_key(kPublished, &key) != Code::ok) return fail("the key was refused");

  char password[kPasswordSize];
  memcpy(password, kPassword, kPasswordSize);
  VALGRIND_MAKE_MEM_UNDEFINED(password, kPasswordSize);
  if (strcmp(argv[1], "branch") == 0) sparekey_mistake(password);
  uint8_t next = 0;
  Random random{fill, &next};
  uint8_t out[512];
  int native = 0;
  if (rsa_encrypt(key, Text(password, kPasswordSize), random, out, &native) != Code::ok)
    return fail("encryption failed");

  uint8_t marks[sizeof out];
  if (VALGRIND_GET_VBITS(out, marks, key.modulus_size) != 1) return fail("no marks");
  for (size_t i = 0; i < key.modulus_size; ++i)
    if (marks[i] == 0) return fail("a byte of the ciphertext does not depend on the password");
  return 0;
}
