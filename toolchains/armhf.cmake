# SPDX-License-Identifier: Apache-2.0
set(triplet arm-linux-gnueabihf)
set(processor arm)
set(qemu arm)
# Past 2038 (glibc's time_t is 32 bits here by default).
set(flags "-D_TIME_BITS=64 -D_FILE_OFFSET_BITS=64")
include(${CMAKE_CURRENT_LIST_DIR}/cmake/libraries.cmake)
