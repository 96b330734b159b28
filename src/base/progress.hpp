// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_PROGRESS_HPP
#define SPAREKEY_BASE_PROGRESS_HPP

#include <stdint.h>

namespace sparekey {

// How far one step of a machine came. Nothing that returns it ever waits.
enum class Progress : uint8_t {
  done,
  again,  // more to do at once: the caller may look at the clock first
  want_readable,
  want_writable,
  closed,  // the peer ended the connection in order
  failed,  // code() of whoever said so tells why
};

}  // namespace sparekey

#endif
