// SPDX-License-Identifier: Apache-2.0
/// \file
/// How dates are judged on a device that may not know the time.
#ifndef SPAREKEY_CLOCK_POLICY_HPP
#define SPAREKEY_CLOCK_POLICY_HPP

#include <stdint.h>

namespace sparekey {

/// What the dates of certificates and CRLs are judged by, in 64-bit seconds. A wall clock
/// (Port::wall_clock_s) that shows a time before the library was built counts as not set.
enum class ClockPolicy : uint8_t {
  /// The wall clock. If it is not set, nothing is believed: `clock_not_set`.
  strict,
  /// For devices without a battery. Like `strict` if the wall clock is set. If it is not, the build
  /// time stands in: what had expired by then is refused, what begins later is accepted, and
  /// Result::clock_was_unset says so. A certificate that expired after the build is then believed.
  not_before_build,
  /// Nothing. Only together with a pin, which then vouches for the server.
  ignore_dates,
};

}  // namespace sparekey

#endif
