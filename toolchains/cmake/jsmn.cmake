# SPDX-License-Identifier: Apache-2.0
# Sets SPAREKEY_JSMN_INCLUDE: a folder with jsmn.h alone, for the one it is found in may be the
# machine's /usr/include, which a build for another machine must not see.
include(${CMAKE_CURRENT_LIST_DIR}/of_target.cmake)
set(given ${SPAREKEY_JSMN_HEADER})
find_file(SPAREKEY_JSMN_HEADER jsmn.h PATH_SUFFIXES include)
sparekey_is_of_target("${SPAREKEY_JSMN_HEADER}" found)
if(NOT given AND NOT found)
  unset(SPAREKEY_JSMN_HEADER CACHE)
  message(FATAL_ERROR "sparekey: jsmn.h was not found: install libjsmn-dev (toolchains/setup does), or set "
    "SPAREKEY_JSMN_HEADER to the file. It is one header, the same for every machine: in a cross build this "
    "machine's /usr/include/jsmn.h will do, but only if it is named")
endif()
set(SPAREKEY_JSMN_INCLUDE ${PROJECT_BINARY_DIR}/jsmn)
configure_file(${SPAREKEY_JSMN_HEADER} ${SPAREKEY_JSMN_INCLUDE}/jsmn.h COPYONLY)
