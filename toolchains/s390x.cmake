# SPDX-License-Identifier: Apache-2.0
# A big-endian machine; the libraries that the unit tests link are unpacked by `toolchains/setup cross`.
set(triplet s390x-linux-gnu)
set(processor s390x)
set(qemu s390x)
get_filename_component(sysroot ${CMAKE_CURRENT_LIST_DIR}/../build/sysroots/s390x ABSOLUTE)
set(flags "-idirafter ${sysroot}/usr/include/${triplet}")
include(${CMAKE_CURRENT_LIST_DIR}/cmake/gnu.cmake)
list(APPEND CMAKE_FIND_ROOT_PATH ${sysroot})
set(CMAKE_LIBRARY_ARCHITECTURE ${triplet})
