// SPDX-License-Identifier: Apache-2.0
// mbedtls_md() of mbedTLS 3.6 by way of its own steps. mbedTLS's calls each hash by its name, with
// another copy of what begins it: 500 bytes.
#include <mbedtls/md.h>

#if defined(MBEDTLS_MD_C)
#include <mbedtls/platform_util.h>
#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>
#include <string.h>

int mbedtls_md(const mbedtls_md_info_t* info, const unsigned char* in, size_t size,
               unsigned char* digest) {
  union {
    mbedtls_sha1_context sha1;
    mbedtls_sha256_context sha256;
    mbedtls_sha512_context sha512;
  } hash;
  mbedtls_md_context_t context;
  int error;
  if (info == NULL) return MBEDTLS_ERR_MD_BAD_INPUT_DATA;
  memset(&hash, 0, sizeof hash);
  mbedtls_md_init(&context);
  // As mbedtls_md_setup() would, but on the stack.
  context.MBEDTLS_PRIVATE(md_info) = info;
  context.MBEDTLS_PRIVATE(md_ctx) = &hash;
  error = mbedtls_md_starts(&context);
  if (error == 0) error = mbedtls_md_update(&context, in, size);
  if (error == 0) error = mbedtls_md_finish(&context, digest);
  mbedtls_platform_zeroize(&hash, sizeof hash);
  return error;
}
#endif
