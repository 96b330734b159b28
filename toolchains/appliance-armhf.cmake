# SPDX-License-Identifier: Apache-2.0
set(architecture armhf)
set(triplet arm-linux-gnueabihf)
set(processor arm)
set(qemu arm)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/musl.cmake)
# On Thumb, tails merged early are worse than those that -fcrossjumping merges late: 0.2 to 0.3 % of each program. Conditional
# instructions instead of branches are longer too; in mbedTLS's bignums they are faster.
string(APPEND CMAKE_C_FLAGS_INIT " -fno-tree-tail-merge")
string(APPEND CMAKE_CXX_FLAGS_INIT " -fno-tree-tail-merge -fno-if-conversion")
