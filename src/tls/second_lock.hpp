// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_SECOND_LOCK_HPP
#define SPAREKEY_TLS_SECOND_LOCK_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/error.hpp"

namespace sparekey::tls {

// mbedTLS fails a handshake on any objection of the judge's. This asks once more, of a handshake
// that it calls done: `verdict` is the judge's; `verify_result` is mbedTLS's, which starts at -1 on
// some versions and is SKIP_VERIFY on others when a session was resumed. If no certificate was
// shown, a session must have been offered; it stands for the chain that was shown when it was made.
constexpr bool chain_was_verified(uint32_t verify_result, Code verdict, bool saw_leaf,
                                  bool offered_session) {
  if (verdict != Code::ok) return false;
  if (saw_leaf) return verify_result == 0;
  return offered_session && (verify_result & ~uint32_t{MBEDTLS_X509_BADCERT_SKIP_VERIFY}) == 0;
}

}  // namespace sparekey::tls

#endif
