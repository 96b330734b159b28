# SPDX-License-Identifier: Apache-2.0
# Sets the lists of src/sources.mk, and what the linker can do.
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/sources.mk)
file(READ ${PROJECT_SOURCE_DIR}/src/sources.mk text)
string(REPLACE "\\\n" "" text "${text}")
string(REGEX MATCHALL "SPAREKEY_[A-Z_]*SOURCES =[^\n]*" lines "${text}")
foreach(line ${lines})
  string(REGEX MATCH "^[A-Z_]+" name "${line}")
  string(REGEX MATCHALL "[^ ]+\\.cpp" ${name} "${line}")
  list(TRANSFORM ${name} PREPEND ${PROJECT_SOURCE_DIR}/)
endforeach()

# Each function can be left out alone. The linker is told so where a program is linked: see src.
add_compile_options(-ffunction-sections -fdata-sections)
include(CheckLinkerFlag)
check_linker_flag(C LINKER:--gc-sections SPAREKEY_LINKER_GC_SECTIONS)
