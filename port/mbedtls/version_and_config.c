// SPDX-License-Identifier: Apache-2.0
// mbedTLS's version.c, which sparekey always links, with a symbol beside it that is named after the
// configuration. Objects compiled with the headers of another build ask for another symbol; where
// another mbedTLS comes first on the linker's line, it defines the version twice.
#include <version.c>

extern const char SPAREKEY_MBEDTLS_CONFIG_SYMBOL;
const char SPAREKEY_MBEDTLS_CONFIG_SYMBOL = 0;
