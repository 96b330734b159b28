# SPDX-License-Identifier: Apache-2.0
set(triplet aarch64-linux-gnu)
set(processor aarch64)
set(qemu aarch64)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/gnu.cmake)
