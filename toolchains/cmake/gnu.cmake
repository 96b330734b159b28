# SPDX-License-Identifier: Apache-2.0
# The rest of a toolchain file that has set `triplet`, `processor`, `qemu` and perhaps `flags`: Debian's
# GNU cross compiler, whose glibc lies in /usr/TRIPLET, where qemu finds it too.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${processor})
set(CMAKE_C_COMPILER ${triplet}-gcc)
set(CMAKE_CXX_COMPILER ${triplet}-g++)
set(CMAKE_C_FLAGS_INIT "${flags}")
set(CMAKE_CXX_FLAGS_INIT "${flags}")
set(CMAKE_FIND_ROOT_PATH /usr/${triplet})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
find_program(SPAREKEY_QEMU NAMES qemu-${qemu} qemu-${qemu}-static)
if(SPAREKEY_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${SPAREKEY_QEMU} -L /usr/${triplet} CACHE STRING "Runs what is built")
endif()
