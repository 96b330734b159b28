// SPDX-License-Identifier: Apache-2.0
// RFC 7468 armour, read strictly: a block that is passed over by mistake could be the CRL that
// revokes the server. mbedTLS's own PEM parser never sees it: that of 2.28.3 is flawed
// (CVE-2025-52497).
#ifndef SPAREKEY_BASE_PEM_HPP
#define SPAREKEY_BASE_PEM_HPP

#include "sparekey/types.hpp"

namespace sparekey {

enum class Pem : uint8_t { found, none, malformed };
enum class OtherLabels : uint8_t { passed_over, malformed };

// Finds the next block labelled `label` in `text` from `*offset`, gives its base64 lines, and moves
// `*offset` behind it. Lines end in LF, CR or CR LF. Passed over are a byte order mark at the
// start of a line, blanks behind BEGIN and END, and text between blocks.
// `malformed`: a block without its own end; any other line with --BEGIN or --END in it, whatever
// its case; between blocks, a control character but TAB.
Pem next_pem(Text text, Text label, size_t* offset, Text* out_base64,
             OtherLabels others = OtherLabels::passed_over);

}  // namespace sparekey

#endif
