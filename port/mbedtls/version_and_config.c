// SPDX-License-Identifier: Apache-2.0
// mbedTLS's version.c, which sparekey always links, and beside it a symbol named after the
// configuration. Objects compiled with the headers of another build need another symbol; and if
// another mbedTLS comes first on the linker's line, the version is defined twice. Neither links.
#include <version.c>

extern const char SPAREKEY_MBEDTLS_CONFIG_SYMBOL;
const char SPAREKEY_MBEDTLS_CONFIG_SYMBOL = 0;
