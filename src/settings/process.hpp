// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_PROCESS_HPP
#define SPAREKEY_SETTINGS_PROCESS_HPP

#include <stddef.h>

namespace sparekey {

/// Before anything else: no core dump, no debugger of the same user, no death by a closed pipe or a
/// file that may not grow, and descriptors 0 to 2 taken, so that no socket can become standard
/// output.
void prepare_process();

/// Keeps memory that will hold secrets out of swap space and core dumps, as far as the system
/// allows it.
void protect_memory(void* bytes, size_t size);

/// The same for the stack, from a depth that no call exceeds up to `top`.
void protect_stack(const void* top);

}  // namespace sparekey

#endif
