// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_PROCESS_HPP
#define SPAREKEY_CLI_PROCESS_HPP

namespace sparekey::cli {

/// Before anything else: no core dump, no debugger of the same user, no death by a closed pipe or a
/// file that may not grow, and descriptors 0 to 2 taken, so that no socket can become standard
/// output.
void prepare_process();

}  // namespace sparekey::cli

#endif
