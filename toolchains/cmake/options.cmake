# SPDX-License-Identifier: Apache-2.0
# Every option of the build, a row each: name, default, what it is. What the library itself has of them
# is told to programs by sparekey/config.hpp; its defaults without CMake stand in sparekey/options.hpp.

# A switch.
macro(sparekey_switch name default what)
  option(${name} "${what}" ${default})
endmacro()
# A parent's plain variable counts; CMake before 3.21 would put the cache's new entry in its place.
macro(sparekey_cached name default type what)
  if(DEFINED ${name} AND NOT DEFINED CACHE{${name}})
    set(given "${${name}}")
    set(${name} "${default}" CACHE ${type} "${what}")
    set(${name} "${given}")
  else()
    set(${name} "${default}" CACHE ${type} "${what}")
  endif()
endmacro()
# A value; with further arguments, one of these.
macro(sparekey_value name default what)
  sparekey_cached(${name} "${default}" STRING "${what}")
  set(choices ${ARGN})
  if(choices)
    set_property(CACHE ${name} PROPERTY STRINGS ${choices})
    if(NOT "${${name}}" IN_LIST choices)
      string(REPLACE ";" ", " choices "${choices}")
      message(FATAL_ERROR "${name} is \"${${name}}\": it must be one of ${choices}")
    endif()
  endif()
endmacro()
# A folder or a file.
macro(sparekey_path name default what)
  sparekey_cached(${name} "${default}" PATH "${what}")
endmacro()

# What the library and the command have.
sparekey_switch(SPAREKEY_RSA ON "The password's encryption with RSA")
sparekey_switch(SPAREKEY_SM2 ON "The password's encryption with SM2")
sparekey_switch(SPAREKEY_PROXY ON "A tunnel through an HTTP proxy")
sparekey_switch(SPAREKEY_HAPPY_EYEBALLS ON "Addresses are raced, not tried one after the other")
sparekey_switch(SPAREKEY_READ_AHEAD ON "Several TLS records are received at once")
sparekey_switch(SPAREKEY_RECOVERY ON "The command's `recover`, a dialogue on a terminal")
sparekey_switch(SPAREKEY_DETAILS ON "Result::detail in words")
sparekey_value(SPAREKEY_PORT posix "What is built into the library: posix, template, a port's folder by its whole path, or none")
sparekey_value(SPAREKEY_RESOLVER getaddrinfo "How port/posix looks names up" getaddrinfo stub c-ares)
sparekey_value(SPAREKEY_BUILD_TIME 1767225600 "Floor of the wall clock: 2026-01-01T00:00:00Z, or SOURCE_DATE_EPOCH if later")

# mbedTLS: the project's own, another build of it, or its source; else the machine's.
sparekey_value(SPAREKEY_MBEDTLS_TARGET "" "The target of an mbedTLS that the project builds or has found itself")
sparekey_path(SPAREKEY_MBEDTLS_ROOT "" "An mbedTLS tree to use instead of the system's")
sparekey_path(SPAREKEY_MBEDTLS_SOURCE_DIR "" "mbedTLS's source, to be built for sparekey")
# Its source is built with:
sparekey_switch(SPAREKEY_TLS13 OFF "TLS 1.3 beside 1.2 (mbedTLS 3.6)")
sparekey_switch(SPAREKEY_ECP_RESTARTABLE OFF "Split elliptic-curve steps, if a step of a call must be short")
sparekey_switch(SPAREKEY_ECP_FIXED_POINT ON "Multiples of the curves' base points in flash, for faster key exchanges and ECDSA (mbedTLS 3.6)")
sparekey_value(SPAREKEY_ECP_WINDOW 4 "Bits of a scalar that elliptic-curve steps take at once; 2 saves RAM under EC chains" 2 3 4)
sparekey_switch(SPAREKEY_X25519 OFF "Key exchange over X25519 too, offered first")
sparekey_value(SPAREKEY_IN_CONTENT_LEN 16384 "Largest TLS record received; 4096 for a server that is known to send no larger one")

# libmicrohttpd, for the kiosk alone.
sparekey_path(SPAREKEY_MICROHTTPD_ROOT "" "A libmicrohttpd tree to use instead of the system's")
sparekey_path(SPAREKEY_MICROHTTPD_SOURCE_DIR "" "libmicrohttpd's source, to be built for the kiosk")

# What is built, and how.
sparekey_switch(SPAREKEY_INSTALL ${PROJECT_IS_TOP_LEVEL} "Install headers, library, command and package files")
sparekey_switch(SPAREKEY_BUILD_COMMAND ${PROJECT_IS_TOP_LEVEL} "Build the command sparekey")
set(kiosk OFF)
if(PROJECT_IS_TOP_LEVEL)
  set(kiosk AUTO)
endif()
sparekey_value(SPAREKEY_BUILD_KIOSK ${kiosk} "Build sparekey-kiosk, which links libmicrohttpd; AUTO: if there is one" AUTO ON OFF)
set(tests ${PROJECT_IS_TOP_LEVEL})
if(DEFINED BUILD_TESTING AND NOT BUILD_TESTING)
  set(tests OFF)
endif()
sparekey_switch(SPAREKEY_BUILD_TESTS ${tests} "Build the emulator, the tests and the demo (with the command)")
sparekey_switch(SPAREKEY_BUILD_UNIT_TESTS OFF "Build the unit tests alone, if the others cannot be built")
sparekey_switch(SPAREKEY_BUILD_FUZZERS OFF "Build the fuzzers, with clang and SPAREKEY_SANITIZE=fuzzer-no-link,address,undefined")
sparekey_switch(SPAREKEY_BUILD_MINI OFF "Build sparekey-mini, the smallest program that recovers an account")
sparekey_switch(SPAREKEY_HARDENED ${PROJECT_IS_TOP_LEVEL} "Build the command and the library with sparekey::hardened")
sparekey_switch(SPAREKEY_WARNINGS OFF "Every warning this code is kept free of; on in the presets")
sparekey_switch(SPAREKEY_WERROR OFF "A warning stops the build; on in the presets")
sparekey_value(SPAREKEY_SANITIZE "" "Sanitizers for everything, such as address,undefined")

# A device whose clock says less has no clock: certificates cannot be judged before the software
# that judges them was made. A reproducible build may set this to almost nothing, which would be no floor.
if("$ENV{SOURCE_DATE_EPOCH}" GREATER SPAREKEY_BUILD_TIME)
  set(SPAREKEY_BUILD_TIME $ENV{SOURCE_DATE_EPOCH})
endif()
