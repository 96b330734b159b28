# SPDX-License-Identifier: Apache-2.0
# Defines sparekey_mbedtls: the machine's mbedTLS, 2.28 or 3.6. Debian's packages bring no CMake files.
# SPAREKEY_MBEDTLS_ROOT names a folder with include/ and lib/ or library/ of another build;
# SPAREKEY_MBEDTLS_SOURCE_DIR one with mbedTLS's source, which is built with our configuration.
if(SPAREKEY_MBEDTLS_SOURCE_DIR)
  include(${CMAKE_CURRENT_LIST_DIR}/mbedtls_from_source.cmake)
  return()
endif()

find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h HINTS ${SPAREKEY_MBEDTLS_ROOT}/include)
foreach(library mbedtls mbedx509 mbedcrypto)
  find_library(SPAREKEY_LIB_${library} ${library}
    HINTS ${SPAREKEY_MBEDTLS_ROOT}/lib ${SPAREKEY_MBEDTLS_ROOT}/library)
endforeach()
foreach(needed SPAREKEY_MBEDTLS_INCLUDE SPAREKEY_LIB_mbedtls SPAREKEY_LIB_mbedx509
               SPAREKEY_LIB_mbedcrypto)
  if(NOT ${needed})
    message(FATAL_ERROR "${needed} was not found: install libmbedtls-dev (toolchains/setup "
                        "does), or set SPAREKEY_MBEDTLS_ROOT or SPAREKEY_MBEDTLS_SOURCE_DIR")
  endif()
endforeach()

# Parts of 3.6 that its own build makes archives of.
foreach(library everest p256m)
  find_library(SPAREKEY_LIB_${library} ${library}
    PATHS ${SPAREKEY_MBEDTLS_ROOT}/lib NO_DEFAULT_PATH)
endforeach()

add_library(sparekey_mbedtls INTERFACE)
target_include_directories(sparekey_mbedtls SYSTEM INTERFACE ${SPAREKEY_MBEDTLS_INCLUDE})
target_link_libraries(sparekey_mbedtls INTERFACE
  ${SPAREKEY_LIB_mbedtls} ${SPAREKEY_LIB_mbedx509} ${SPAREKEY_LIB_mbedcrypto}
  $<$<BOOL:${SPAREKEY_LIB_everest}>:${SPAREKEY_LIB_everest}>
  $<$<BOOL:${SPAREKEY_LIB_p256m}>:${SPAREKEY_LIB_p256m}>)
