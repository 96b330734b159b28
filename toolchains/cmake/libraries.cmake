# SPDX-License-Identifier: Apache-2.0
# gnu.cmake, with the libraries that unit tests link, which `toolchains/setup cross` unpacks.
get_filename_component(libraries ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroots/${triplet} ABSOLUTE)
string(APPEND flags " -idirafter ${libraries}/usr/include/${triplet}")
include(${CMAKE_CURRENT_LIST_DIR}/gnu.cmake)
list(APPEND CMAKE_FIND_ROOT_PATH ${libraries})
set(CMAKE_LIBRARY_ARCHITECTURE ${triplet})
