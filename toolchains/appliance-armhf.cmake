# SPDX-License-Identifier: Apache-2.0
set(architecture armhf)
set(triplet arm-linux-gnueabihf)
set(processor arm)
set(qemu arm)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/musl.cmake)
