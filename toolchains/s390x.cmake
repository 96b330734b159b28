# SPDX-License-Identifier: Apache-2.0
# A big-endian machine.
set(triplet s390x-linux-gnu)
set(processor s390x)
set(qemu s390x)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/libraries.cmake)
