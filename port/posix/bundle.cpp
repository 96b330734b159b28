// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "sparekey/posix.hpp"

namespace sparekey {

const char* posix_ca_bundle() {
  constexpr const char* kPlaces[] = {
      "/etc/ssl/certs/ca-certificates.crt",  // Debian, OpenWrt, Alpine, Buildroot
      "/etc/pki/tls/certs/ca-bundle.crt",    // Fedora
      "/etc/ssl/cert.pem",                   // Yocto's minimal images, BSDs
  };
  for (const char* place : kPlaces)
    if (access(place, R_OK) == 0) return place;
  return nullptr;
}

}  // namespace sparekey
