// SPDX-License-Identifier: Apache-2.0
// The extensions of certificates (RFC 5280 section 4.2), from the words of the tables.
#ifndef SPAREKEY_CONFORMANCE_EXTENSIONS_HPP
#define SPAREKEY_CONFORMANCE_EXTENSIONS_HPP

#include <string>

#include "clauses.hpp"

namespace sparekey::test {

// Extension ::= SEQUENCE { id, critical, value }. A `value` that begins with "!" is critical.
std::string extension(const std::string& id, const std::string& value_der, bool critical,
                      char true_byte = '\xFF');

// All those of a certificate, without the SEQUENCE around them: bc=, ku=, eku=, san=, nc=, ski=,
// aki=, ext=OID:HEX; each may begin with "!", and be "none". twice=bc: that one twice.
std::string extensions_of(const Words& words);

// Those given by ext= alone.
std::string further_extensions_of(const Words& words, const std::string& key);

}  // namespace sparekey::test

#endif
