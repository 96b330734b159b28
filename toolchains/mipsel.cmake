# SPDX-License-Identifier: Apache-2.0
set(triplet mipsel-linux-gnu)
set(processor mipsel)
set(qemu mipsel)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/gnu.cmake)
