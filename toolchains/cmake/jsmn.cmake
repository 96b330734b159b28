# SPDX-License-Identifier: Apache-2.0
# Sets SPAREKEY_JSMN_INCLUDE: a folder with jsmn.h alone, for the one it is found in may be the
# machine's /usr/include, which a build for another machine must not see.
find_file(SPAREKEY_JSMN_HEADER jsmn.h PATH_SUFFIXES include)
find_file(SPAREKEY_JSMN_HEADER jsmn.h PATH_SUFFIXES include NO_CMAKE_FIND_ROOT_PATH)
if(NOT SPAREKEY_JSMN_HEADER)
  message(FATAL_ERROR "jsmn.h was not found: install libjsmn-dev (toolchains/setup does), or set SPAREKEY_JSMN_HEADER")
endif()
set(SPAREKEY_JSMN_INCLUDE ${PROJECT_BINARY_DIR}/jsmn)
configure_file(${SPAREKEY_JSMN_HEADER} ${SPAREKEY_JSMN_INCLUDE}/jsmn.h COPYONLY)
