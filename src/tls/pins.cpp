// SPDX-License-Identifier: Apache-2.0
#include "tls/pins.hpp"

#include <mbedtls/md.h>

#include "base/base64.hpp"

namespace sparekey {

bool parse_pin(Text text, Pin* out) {
  constexpr Text kPrefix = "sha256/";
  if (text.size() != kPrefix.size() + base64_size(sizeof out->sha256)) return false;
  if (!equal(text.substr(0, kPrefix.size()), kPrefix)) return false;
  size_t size = 0;
  return base64_decode(text.substr(kPrefix.size()), false, out->sha256, sizeof out->sha256,
                       &size) &&
         size == sizeof out->sha256;
}

namespace tls {

bool Pins::match(const mbedtls_x509_crt& certificate) const {
  uint8_t digest[32];
  const mbedtls_md_info_t* sha256 = mbedtls_md_info_from_type(MBEDTLS_MD_SHA256);
  // Not covered: hashing bytes that are there cannot fail.
  if (mbedtls_md(sha256, certificate.pk_raw.p, certificate.pk_raw.len, digest) != 0) return false;
  for (size_t i = 0; i < count; ++i)
    if (memcmp(digest, pins[i].sha256, sizeof digest) == 0) return true;
  return false;
}

}  // namespace tls
}  // namespace sparekey
