# SPDX-License-Identifier: Apache-2.0
set(triplet riscv64-linux-gnu)
set(processor riscv64)
set(qemu riscv64)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/gnu.cmake)
