// SPDX-License-Identifier: Apache-2.0
// Messages of name servers as words, one for each thing that is on the wire.
#ifndef SPAREKEY_TESTS_CONFORMANCE_DNS_BYTES_HPP
#define SPAREKEY_TESTS_CONFORMANCE_DNS_BYTES_HPP

#include <string>

#include "table.hpp"

namespace sparekey::test {

// `name` and `type` are the question's, behind reply:N and Q. The mark is that of ^.
Written dns_bytes(const std::string& words, const std::string& name, const std::string& type);

}  // namespace sparekey::test

#endif
