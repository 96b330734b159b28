# SPDX-License-Identifier: Apache-2.0
# Writes sparekey/config.hpp below the build's include/: what this build was made with.
foreach(option SPAREKEY_RSA SPAREKEY_SM2 SPAREKEY_PROXY SPAREKEY_HAPPY_EYEBALLS SPAREKEY_READ_AHEAD
        SPAREKEY_RECOVERY SPAREKEY_DETAILS SPAREKEY_TLS13)
  set(${option}_01 0)
  if(${option})
    set(${option}_01 1)
  endif()
endforeach()
set(SPAREKEY_HAS_POOL OFF)
set(SPAREKEY_POOL_MARGIN_PERCENT 20)
if(SPAREKEY_MBEDTLS_FROM_SOURCE)
  set(SPAREKEY_HAS_POOL ON)
  if(NOT generation STREQUAL "2.28")
    set(SPAREKEY_POOL_MARGIN_PERCENT 5)
  endif()
endif()
configure_file(${PROJECT_SOURCE_DIR}/include/sparekey/config.hpp.in ${PROJECT_BINARY_DIR}/include/sparekey/config.hpp @ONLY)
