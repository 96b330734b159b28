// SPDX-License-Identifier: Apache-2.0
// One implementation of SM2 encryption; each has a program of its own, since they share names.
#ifndef SPAREKEY_BENCH_CONTENDER_HPP
#define SPAREKEY_BENCH_CONTENDER_HPP

#include <stddef.h>
#include <stdint.h>

#include <string>

namespace bench {

constexpr char kPublicX[] = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020";
constexpr char kPublicY[] = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr char kPassword[] = "correct horse battery staple";
constexpr size_t kPasswordSize = sizeof kPassword - 1;

// Random numbers that cost nothing: the curve is what is measured. Always the same.
inline int fill(void*, void* out, size_t size) {
  static uint64_t state = 0x9E3779B97F4A7C15;
  for (size_t i = 0; i < size; ++i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    static_cast<uint8_t*>(out)[i] = static_cast<uint8_t>(state >> 32);
  }
  return 0;
}

std::string name();
void prepare();  // reads the key; not measured

// Encrypts kPassword once; false if that fails. C linkage, so that callgrind finds it by name.
extern "C" bool measured_encrypt(void);

}  // namespace bench

#endif
