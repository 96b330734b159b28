// SPDX-License-Identifier: Apache-2.0
// Lets a server of OpenSSL's send whatever bytes for a certificate.
#ifndef SPAREKEY_CONFORMANCE_RAW_CERTIFICATES_HPP
#define SPAREKEY_CONFORMANCE_RAW_CERTIFICATES_HPP

#include <string>

#include "support/keys.hpp"

namespace sparekey::test {

// A certificate of `key`'s that OpenSSL is content with. What it sends is `der`, as long as what is
// returned lives.
Certificate stand_in(const Key& key, const std::string& der);

}  // namespace sparekey::test

#endif
