// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_TRUST_HPP
#define SPAREKEY_TLS_TRUST_HPP

#include "sparekey/clock_policy.hpp"
#include "sparekey/crl.hpp"
#include "tls/pins.hpp"

namespace sparekey::tls {

// What a chain is judged by, besides the trust anchors and the name.
struct Trust {
  Pins pins;
  Crls crls;
  ClockPolicy clock_policy = ClockPolicy::strict;
};

}  // namespace sparekey::tls

#endif
