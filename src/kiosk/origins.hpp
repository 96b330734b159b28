// SPDX-License-Identifier: Apache-2.0
// Under which names browsers may reach us. A page of a foreign name that was bound to our address
// (DNS rebinding) says so in Host; one that posts from elsewhere, in Origin.
#ifndef SPAREKEY_KIOSK_ORIGINS_HPP
#define SPAREKEY_KIOSK_ORIGINS_HPP

#include "kiosk/settings.hpp"

namespace sparekey::kiosk {

struct WebOrigin {
  bool https = false;
  Text host;  ///< as written, an IPv6 address in its brackets
  uint16_t tcp_port = 0;
};

/// Reads `http://HOST[:PORT]` or `https://HOST[:PORT]`, and nothing more.
bool read_web_origin(Text text, WebOrigin* out);

class Origins {
 public:
  /// Those of the settings, or those of a listener on `tcp_port` of this machine. False: one of
  /// them is none. The settings' texts must stay.
  bool set(const Settings& settings, uint16_t tcp_port);

  /// The origin that a request with this Host is for; null: none of ours.
  const WebOrigin* of_host(Text host) const;

 private:
  WebOrigin list_[kMaxOrigins];
  size_t count_ = 0;
};

/// Whether the field Origin says the same.
bool is_same_origin(const WebOrigin& ours, Text origin_field);

}  // namespace sparekey::kiosk

#endif
