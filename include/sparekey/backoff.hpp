// SPDX-License-Identifier: Apache-2.0
/// \file
/// How long to wait before a call is made again. Nothing in this library repeats a call by itself.
#ifndef SPAREKEY_BACKOFF_HPP
#define SPAREKEY_BACKOFF_HPP

#include <stdint.h>

namespace sparekey {

/// Milliseconds to wait: exponential back-off with full jitter. Any time from 0 to `base_ms` times
/// 2 to the power of `attempt`, and at most `cap_ms`, is equally likely, so that devices that
/// failed together do not come back together.
///
/// Repeat only what cannot have acted: a call whose Result::delivery is `not_sent`, one that was
/// `too_many_requests` with `answered`, or Client::system, which changes nothing. Any other may
/// send a second message, count as a second try, or fail because the first one used something up.
///
/// Choose `cap_ms` by the fleet, not by the device, because after an outage all of it waits: the
/// number of devices divided by the requests a second that the service allows, times 1000. With
/// 100,000 devices and 300 a second that is 333 s, and the load falls to a few times those 300.
///
/// - `attempt`: 0 before the first repetition.
/// - `random`: 32 random bits, fresh for each wait, from Port::random for instance.
/// - `retry_after_s`: Result::retry_after_s. Unless negative, the jitter is added to it, because
///   others were told the same; more than a year counts as a year.
///
/// No argument is out of range, and nothing overflows.
constexpr int64_t backoff_ms(uint32_t attempt, uint32_t base_ms, uint32_t cap_ms, uint32_t random,
                             int64_t retry_after_s = -1) {
  constexpr int64_t kYearS = 31'622'400;
  const bool below_cap = attempt < 32 && base_ms <= cap_ms >> attempt;
  const uint64_t most_ms = below_cap ? base_ms << attempt : base_ms == 0 ? 0 : cap_ms;
  // Multiplied and shifted, not divided: each outcome's share of the 2^32 numbers differs by one.
  const auto jitter_ms = static_cast<int64_t>((most_ms + 1) * random >> 32);
  if (retry_after_s < 0) retry_after_s = 0;
  if (retry_after_s > kYearS) retry_after_s = kYearS;
  return retry_after_s * 1000 + jitter_ms;
}

}  // namespace sparekey

#endif
