// SPDX-License-Identifier: Apache-2.0
// RFC 7468 armour, read strictly: what arrives from files and services never meets mbedTLS's own
// PEM parser, which is flawed in 2.28.3 (CVE-2025-52497).
#ifndef SPAREKEY_BASE_PEM_HPP
#define SPAREKEY_BASE_PEM_HPP

#include "sparekey/types.hpp"

namespace sparekey {

enum class Pem : uint8_t { found, none, malformed };

// Finds the next block labelled `label` in `text` from `*offset`, gives its base64 lines, and moves
// `*offset` behind it. Words outside of blocks and blocks with other labels are passed over.
// `malformed`: a block without its own end line.
Pem next_pem(Text text, Text label, size_t* offset, Text* out_base64);

}  // namespace sparekey

#endif
