# SPDX-License-Identifier: Apache-2.0
# Defines sparekey_mbedtls: mbedTLS 2.28 or 3.6 built from SPAREKEY_MBEDTLS_SOURCE_DIR with the
# configuration in port/mbedtls. It takes its memory from the pool of sparekey/pool.hpp.
include(CheckCCompilerFlag)
set(headers ${SPAREKEY_MBEDTLS_SOURCE_DIR}/include)
set(version_header ${headers}/mbedtls/build_info.h)
if(NOT EXISTS ${version_header})
  set(version_header ${headers}/mbedtls/version.h)
endif()
if(NOT EXISTS ${version_header})
  message(FATAL_ERROR "SPAREKEY_MBEDTLS_SOURCE_DIR=${SPAREKEY_MBEDTLS_SOURCE_DIR} holds no mbedTLS "
                      "(toolchains/mbedtls-source brings it)")
endif()
file(STRINGS ${version_header} version REGEX "define MBEDTLS_VERSION_STRING ")
string(REGEX REPLACE ".*\"(.*)\".*" "\\1" version "${version}")
string(REGEX MATCH "^(2\\.28|3\\.6)\\." generation "${version}")
if(version VERSION_GREATER_EQUAL 4)
  message(FATAL_ERROR "mbedTLS ${version} is not built by sparekey: install it, built with port/mbedtls/config-4.h, "
                      "and name where it lies in SPAREKEY_MBEDTLS_ROOT (toolchains/README.md)")
endif()
if(NOT generation)
  message(FATAL_ERROR "mbedTLS ${version}: port/mbedtls has configurations for 2.28 and 3.6")
endif()
string(REGEX REPLACE "\\.$" "" generation "${generation}")
if(SPAREKEY_TLS13 AND generation STREQUAL "2.28")
  message(FATAL_ERROR "SPAREKEY_TLS13: mbedTLS 2.28 has no TLS 1.3")
endif()

# Headers and library carry the hash of all that shapes them; see port/mbedtls/version_and_config.c.
set(config ${PROJECT_SOURCE_DIR}/port/mbedtls/config-${generation}.h)
set(SPAREKEY_MBEDTLS_CONFIG ${config})
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config} ${version_header})
file(READ ${config} hashed)
string(SHA256 hash
  "${version} ${SPAREKEY_TLS13} ${SPAREKEY_ECP_RESTARTABLE} ${SPAREKEY_ECP_FIXED_POINT} ${SPAREKEY_ECP_WINDOW} ${SPAREKEY_X25519} ${SPAREKEY_IN_CONTENT_LEN} ${hashed}")
string(SUBSTRING ${hash} 0 16 hash)
# 2.28 would compute the multiples anew for each connection, and keep them in the pool.
set(fixed_point 0)
if(SPAREKEY_ECP_FIXED_POINT AND NOT generation STREQUAL "2.28")
  set(fixed_point 1)
endif()
set(chosen "")
if(SPAREKEY_TLS13)
  string(APPEND chosen "#define MBEDTLS_SSL_PROTO_TLS1_3\n")
endif()
if(SPAREKEY_ECP_RESTARTABLE)
  string(APPEND chosen "#define MBEDTLS_ECP_RESTARTABLE\n")
endif()
if(SPAREKEY_X25519)
  string(APPEND chosen "#define MBEDTLS_ECP_DP_CURVE25519_ENABLED\n")
endif()
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/mbedtls/sparekey_mbedtls_config.h CONTENT
"/* Written by CMake. */
#ifndef SPAREKEY_MBEDTLS_CONFIG_H
#define SPAREKEY_MBEDTLS_CONFIG_H
#define SPAREKEY_MBEDTLS_CONFIG_SYMBOL sparekey_mbedtls_config_${hash}
#define MBEDTLS_SSL_IN_CONTENT_LEN ${SPAREKEY_IN_CONTENT_LEN}
#define MBEDTLS_ECP_WINDOW_SIZE ${SPAREKEY_ECP_WINDOW}
#define MBEDTLS_ECP_FIXED_POINT_OPTIM ${fixed_point}
${chosen}#include <config-${generation}.h>
#endif
")

file(GLOB sources ${SPAREKEY_MBEDTLS_SOURCE_DIR}/library/*.c)
list(FILTER sources EXCLUDE REGEX "/version\\.c$")
add_library(sparekey_mbedtls STATIC ${sources}
  ${PROJECT_SOURCE_DIR}/port/mbedtls/version_and_config.c
  ${PROJECT_SOURCE_DIR}/port/mbedtls/ecdsa_sign.c
  ${PROJECT_SOURCE_DIR}/port/mbedtls/sha1_process.c)
if(generation STREQUAL "3.6")
  include(${CMAKE_CURRENT_LIST_DIR}/mbedtls_left_out.cmake)
  target_sources(sparekey_mbedtls PRIVATE ${sparekey_mbedtls_instead})
endif()
target_compile_definitions(sparekey_mbedtls PUBLIC MBEDTLS_CONFIG_FILE="sparekey_mbedtls_config.h")
target_include_directories(sparekey_mbedtls SYSTEM PUBLIC
  $<BUILD_INTERFACE:${headers}> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/mbedtls>
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/port/mbedtls>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/sparekey-mbedtls>)
target_include_directories(sparekey_mbedtls PRIVATE ${SPAREKEY_MBEDTLS_SOURCE_DIR}/library)
target_compile_options(sparekey_mbedtls PRIVATE -Os)
# Code that may lie anywhere (-fPIC) inlines nothing that another library could put something else in the place of:
# 3 to 5 % of a first recovery. Nobody replaces one of mbedTLS's functions here.
check_c_compiler_flag(-fno-semantic-interposition SPAREKEY_COMPILER_INLINES_ANYWHERE)
if(SPAREKEY_COMPILER_INLINES_ANYWHERE)
  target_compile_options(sparekey_mbedtls PRIVATE -fno-semantic-interposition)
endif()
sparekey_no_chance(C)
sparekey_reproducible(sparekey_mbedtls "${SPAREKEY_MBEDTLS_SOURCE_DIR}=mbedtls")
if(BUILD_SHARED_LIBS)  # it goes into libsparekey.so
  set_target_properties(sparekey_mbedtls PROPERTIES POSITION_INDEPENDENT_CODE ON)
endif()
set(SPAREKEY_MBEDTLS_INCLUDE ${headers})
set(SparekeyMbedTLS_VERSION ${version})
message(STATUS "sparekey: mbedTLS ${version} built from ${SPAREKEY_MBEDTLS_SOURCE_DIR}, configuration ${hash}")
