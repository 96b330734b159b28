# SPDX-License-Identifier: Apache-2.0
# Defines sparekey_mbedtls, the one mbedTLS of the program: the project's own if it has one, else what was asked for,
# else what is installed; see FindSparekeyMbedTLS.cmake.

set(SPAREKEY_MBEDTLS_FROM_SOURCE OFF)
if(SPAREKEY_MBEDTLS_SOURCE_DIR)
  set(SPAREKEY_MBEDTLS_FROM_SOURCE ON)
  foreach(name IN ITEMS "${SPAREKEY_MBEDTLS_TARGET}" MbedTLS::mbedtls mbedtls)
    if(TARGET "${name}")
      message(STATUS "sparekey: SPAREKEY_MBEDTLS_SOURCE_DIR is not used: this project has the target ${name}")
      set(SPAREKEY_MBEDTLS_FROM_SOURCE OFF)
      break()
    endif()
  endforeach()
endif()
if(SPAREKEY_MBEDTLS_FROM_SOURCE)
  include(${CMAKE_CURRENT_LIST_DIR}/mbedtls_from_source.cmake)
  return()
endif()

list(INSERT CMAKE_MODULE_PATH 0 ${CMAKE_CURRENT_LIST_DIR})
find_package(SparekeyMbedTLS QUIET)
list(REMOVE_AT CMAKE_MODULE_PATH 0)
if(_sparekey_refused)
  message(FATAL_ERROR "sparekey: ${_sparekey_refused}")
endif()
if(NOT SparekeyMbedTLS_FOUND)
  message(FATAL_ERROR "sparekey: mbedTLS was not found: install libmbedtls-dev (toolchains/setup does), or set "
    "SPAREKEY_MBEDTLS_ROOT, SPAREKEY_MBEDTLS_SOURCE_DIR or SPAREKEY_MBEDTLS_TARGET. ${_sparekey_reason}")
endif()
if(NOT SparekeyMbedTLS_VERSION)
  set(SparekeyMbedTLS_VERSION "of a version that only the compiler will see,")
endif()
message(STATUS "sparekey: mbedTLS ${SparekeyMbedTLS_VERSION} by ${SparekeyMbedTLS_HOW}: ${SparekeyMbedTLS_LIBRARY}, "
  "headers in ${SparekeyMbedTLS_INCLUDE_DIR}")
set(SPAREKEY_MBEDTLS_INCLUDE ${SparekeyMbedTLS_INCLUDE_DIR})

# Whoever finds an installed sparekey finds its mbedTLS anew, wherever it lies then.
add_library(sparekey_mbedtls INTERFACE)
target_link_libraries(sparekey_mbedtls INTERFACE
  $<BUILD_INTERFACE:sparekey::mbedtls> $<INSTALL_INTERFACE:sparekey::mbedtls>)
