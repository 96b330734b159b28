# SPDX-License-Identifier: Apache-2.0
set(triplet arm-linux-gnueabihf)
set(processor arm)
set(qemu arm)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/libraries.cmake)
