# SPDX-License-Identifier: Apache-2.0
set(architecture mipsel)
set(triplet mipsel-linux-gnu)
set(processor mipsel)
set(qemu mipsel)
include(${CMAKE_CURRENT_LIST_DIR}/cmake/musl.cmake)
