// SPDX-License-Identifier: Apache-2.0
// What the files hold that the service's settings name. They are read once, before the client is
// opened and anything is sent.
#ifndef SPAREKEY_SETTINGS_SERVICE_FILES_HPP
#define SPAREKEY_SETTINGS_SERVICE_FILES_HPP

#include "settings/input_file.hpp"
#include "settings/service_settings.hpp"

namespace sparekey {

struct ServiceFiles {
  Buffer access_token;  ///< in the caller's bytes, as is `proxy_auth`
  Buffer proxy_auth;
  Text anchors;
  Crls crls;
};

/// Reads secrets, one file after the other, until one is of no use.
class SecretReader {
 public:
  void read_file(Option option, const char* path, Code too_large, Buffer* out);

  /// What the library would refuse without knowing the file.
  void expect(bool usable, Option option, Word reason, const char* path);

  /// The access token, and what the proxy asks for.
  void read_service_secrets(const ServiceSettings& settings, ServiceFiles* out);

  Trouble& first() { return first_; }

 private:
  Trouble first_;
};

/// The anchors and the CRLs.
Trouble read_trust(const ServiceSettings& settings, ServiceFiles* out);

/// Everything must stay in place as long as the client does.
void fill_config(const ServiceSettings& settings, const ServiceFiles& files, Config* out);

/// Says which file it is of which the library could make nothing. `anchors_usable`: a client can be
/// opened without the CRLs.
Trouble unreadable_file(const ServiceSettings& settings, bool anchors_usable);

}  // namespace sparekey

#endif
