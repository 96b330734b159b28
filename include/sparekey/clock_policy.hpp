// SPDX-License-Identifier: Apache-2.0
/// \file
/// How dates are judged on a device that may not know the time.
#ifndef SPAREKEY_CLOCK_POLICY_HPP
#define SPAREKEY_CLOCK_POLICY_HPP

#include <stdint.h>

namespace sparekey {

/// By what the dates of certificates and CRLs are judged, in 64-bit seconds. A wall clock
/// (Port::wall_clock_s) that lies before the library's build time is taken for unset.
enum class ClockPolicy : uint8_t {
  /// By the wall clock. Where it is unset nothing is believed: `clock_not_set`.
  strict,
  /// For devices without a battery. As `strict` where the wall clock is set. Where it is not, the
  /// build time stands in: what had expired by then is refused, what begins later is let pass, and
  /// Result::clock_was_unset says so. A certificate that expired since the build is believed then.
  not_before_build,
  /// By nothing. Only beside a pin, which then vouches for the server.
  ignore_dates,
};

}  // namespace sparekey

#endif
