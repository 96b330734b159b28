# SPDX-License-Identifier: Apache-2.0
# sparekey_warnings, for what is ours alone: empty unless SPAREKEY_WARNINGS and SPAREKEY_WERROR fill it.
# The next compiler warns of something new, and that must not stop other people's builds.
add_library(sparekey_warnings INTERFACE)
# For the library and the command; the tests draw in headers that some of these find fault with.
set(sparekey_more_warnings "")
if(SPAREKEY_WARNINGS)
  target_compile_options(sparekey_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wformat=2 -Wundef
    -Wimplicit-fallthrough $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast$<SEMICOLON>-Wnon-virtual-dtor>)
  set(sparekey_more_warnings -Wnull-dereference -Wswitch-enum)
  if(CMAKE_SIZEOF_VOID_P EQUAL 8)
    # A cast that one width of size_t needs is useless with the other.
    list(APPEND sparekey_more_warnings $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wuseless-cast>)
  endif()
endif()
if(SPAREKEY_WERROR)
  target_compile_options(sparekey_warnings INTERFACE -Werror)
endif()
