// SPDX-License-Identifier: Apache-2.0
#include "settings/version.hpp"

#include "settings/option.hpp"
#include "sparekey/client.hpp"
#include "sparekey/options.hpp"

namespace sparekey {

void put_version(Output& out) {
  const uint32_t mbedtls = mbedtls_version();
  out.put(kProgram.name);
  out.put(' ');
  out.put(version());
  out.put(" (mbedTLS ");
  out.put_number(mbedtls >> 16);
  out.put('.');
  out.put_number(mbedtls >> 8 & 0xFF);
  out.put('.');
  out.put_number(mbedtls & 0xFF);
  // Nothing more of a build that has everything.
  constexpr const char* kMissing[] = {SPAREKEY_RSA ? nullptr : "rsa",
                                      SPAREKEY_SM2 ? nullptr : "sm2",
                                      SPAREKEY_PROXY ? nullptr : "proxy",
                                      SPAREKEY_HAPPY_EYEBALLS ? nullptr : "happy-eyeballs",
                                      SPAREKEY_READ_AHEAD ? nullptr : "read-ahead",
                                      SPAREKEY_RECOVERY ? nullptr : "recover",
                                      SPAREKEY_DETAILS ? nullptr : "details"};
  const char* separator = "; without ";
  for (const char* missing : kMissing) {
    // Not covered: in a build without something, which tests/package/options makes.
    if (missing != nullptr) {
      out.put(separator);
      out.put(missing);
      separator = ", ";
    }
  }
  out.put(')');
}

}  // namespace sparekey
