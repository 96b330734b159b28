# SPDX-License-Identifier: Apache-2.0
set(architecture amd64)
set(triplet x86_64-linux-gnu)
set(processor x86_64)
set(qemu x86_64)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/musl.cmake)
