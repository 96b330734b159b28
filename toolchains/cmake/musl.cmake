# SPDX-License-Identifier: Apache-2.0
# The rest of a toolchain file that has set `architecture` beside what gnu.cmake asks for: Debian's
# musl, unpacked by `toolchains/setup cross`, under the GNU cross compiler; programs stand alone and
# lie where they were linked to.
include(${CMAKE_CURRENT_LIST_DIR}/gnu.cmake)
set(sysroot ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroots/${architecture})
get_filename_component(sysroot ${sysroot} ABSOLUTE)
if(NOT EXISTS ${sysroot}/musl-gcc.specs)
  message(FATAL_ERROR "${sysroot} holds no musl: run toolchains/setup cross")
endif()
set(CMAKE_FIND_ROOT_PATH ${sysroot})
# Four of -Os cost more than they save: 1.2 % of sparekey-mini on ARM, which also executes 1 % less without the
# last of them. Blocks are put in the order that is meant for speed: 0.3 % less again.
set(flags "-specs=${sysroot}/musl-gcc.specs -fno-pie -fno-unwind-tables -fno-asynchronous-unwind-tables")
string(APPEND flags " -fno-move-loop-invariants -fno-partial-inlining -fira-algorithm=priority -fno-tree-dominator-opts")
string(APPEND flags " -freorder-blocks-algorithm=stc")
set(CMAKE_C_FLAGS_INIT ${flags})
set(CMAKE_CXX_FLAGS_INIT ${flags})
# Nothing is relocated here: what RELRO would protect are two pointers, at the price of most of a page.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -no-pie -Wl,--build-id=none -Wl,-z,noseparate-code,-z,norelro,-z,common-page-size=32")
# What is optimised at link time, in one part: its functions share more.
string(APPEND CMAKE_EXE_LINKER_FLAGS_INIT " -flto-partition=one")
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
