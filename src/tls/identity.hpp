// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_IDENTITY_HPP
#define SPAREKEY_TLS_IDENTITY_HPP

#include "sparekey/port.hpp"
#include "sparekey/types.hpp"

namespace sparekey::tls {

// Who the server must prove to be (RFC 9525): a DNS name, or an IP address.
struct Identity {
  Text dns_name;  // counts if address.family is 0
  Address address;

  bool is_address() const { return address.family != 0; }
};

}  // namespace sparekey::tls

#endif
