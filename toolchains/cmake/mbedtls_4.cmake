# SPDX-License-Identifier: Apache-2.0
# What an installed mbedTLS 4 was built with, told by its headers: whether it takes its memory from a pool, its records,
# and whether it speaks TLS 1.3.
set(asked ${PROJECT_BINARY_DIR}/CMakeFiles/sparekey_mbedtls_4)
file(WRITE ${asked}.c "#include <mbedtls/ssl.h>
#ifdef MBEDTLS_PLATFORM_MEMORY
#define POOL \"ON\"
#else
#define POOL \"OFF\"
#endif
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
#define TLS13 \"1\"
#else
#define TLS13 \"0\"
#endif
#ifdef SPAREKEY_MBEDTLS_CONFIG_4
#define OURS \"ON\"
#else
#define OURS \"OFF\"
#endif
#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
const char sparekey_told[] = \"pool=\" POOL \" tls13=\" TLS13 \" ours=\" OURS \" in=\" TEXT(MBEDTLS_SSL_IN_CONTENT_LEN)
  \" out=\" TEXT(MBEDTLS_SSL_OUT_CONTENT_LEN) \" told\";
")
set(type_before ${CMAKE_TRY_COMPILE_TARGET_TYPE})
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
list(TRANSFORM SparekeyMbedTLS_DEFINITIONS PREPEND -D OUTPUT_VARIABLE definitions)
try_compile(SPAREKEY_ANSWERED ${asked} ${asked}.c COMPILE_DEFINITIONS ${definitions}
  CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${SparekeyMbedTLS_INCLUDE_DIRS}" OUTPUT_VARIABLE said COPY_FILE ${asked}.a)
set(CMAKE_TRY_COMPILE_TARGET_TYPE ${type_before})
set(told "")
if(SPAREKEY_ANSWERED)
  file(STRINGS ${asked}.a told REGEX "pool=.* told")
endif()
if(NOT told MATCHES "pool=([A-Z]+) tls13=([01]) ours=([A-Z]+) in=\\(?([0-9]+)\\)? out=\\(?([0-9]+)\\)? told")
  message(FATAL_ERROR "sparekey: mbedTLS ${SparekeyMbedTLS_VERSION} does not compile, or tells no record size:\n${said}")
endif()
set(SPAREKEY_HAS_POOL ${CMAKE_MATCH_1})
set(out_bytes ${CMAKE_MATCH_5})
set(ours ${CMAKE_MATCH_3})
if(SPAREKEY_HAS_POOL)
  set(SPAREKEY_TLS13_01 ${CMAKE_MATCH_2})
  set(SPAREKEY_IN_CONTENT_LEN ${CMAKE_MATCH_4})
  set(SPAREKEY_POOL_MARGIN_PERCENT 5)
  # With TLS 1.3 it takes less than 3.6, without 1.8 KB more.
  if(NOT SPAREKEY_TLS13_01)
    set(SPAREKEY_POOL_MORE_BYTES 1856)
  endif()
  # Larger tables, and records as it was built for. By 4.1's own configuration, on 64 bits, chains under RSA-2048 work
  # from 66,560 bytes on and under RSA-4096 from 67,584; this makes it 73,504 and 80,872.
  if(NOT ours)
    set(SPAREKEY_POOL_MARGIN_PERCENT 20)
    math(EXPR SPAREKEY_POOL_MORE_BYTES "${SPAREKEY_POOL_MORE_BYTES} + ${out_bytes} - 2048 + 8192")
  endif()
  message(STATUS "sparekey: this mbedTLS takes its memory from use_pool()")
endif()
if(ours)
  set(SPAREKEY_OUR_MBEDTLS 1)
endif()
unset(SPAREKEY_ANSWERED CACHE)
