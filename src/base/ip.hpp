// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_IP_HPP
#define SPAREKEY_BASE_IP_HPP

#include "sparekey/port.hpp"
#include "sparekey/types.hpp"

namespace sparekey {

// Without an address in `text` the family is 0.

// Dotted decimal as RFC 3986 section 3.2.2 has it: four numbers, no leading zeros, nothing else.
bool parse_ipv4(Text text, Address* out);

// RFC 4291 section 2.2, without brackets and without a zone.
bool parse_ipv6(Text text, Address* out);

}  // namespace sparekey

#endif
