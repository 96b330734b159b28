// SPDX-License-Identifier: Apache-2.0
#include "cli/version.hpp"

#include "sparekey/client.hpp"

namespace sparekey::cli {

void put_version(Output& out) {
  const uint32_t mbedtls = mbedtls_version();
  out.put("sparekey ");
  out.put(version());
  out.put(" (mbedTLS ");
  out.put_number(mbedtls >> 16);
  out.put('.');
  out.put_number(mbedtls >> 8 & 0xFF);
  out.put('.');
  out.put_number(mbedtls & 0xFF);
  out.put(')');
}

}  // namespace sparekey::cli
