# SPDX-License-Identifier: Apache-2.0
# The same bytes from whatever folder, at whatever time: for what is installed, not for the tests.
include(CheckCXXCompilerFlag)
check_cxx_compiler_flag(-ffile-prefix-map=a=b SPAREKEY_COMPILER_MAPS_FOLDERS)

# Debug information and __FILE__ name folders; a debugger asks for the true ones. For a link-time
# optimizer gcc 12 would keep this very option, with the folder in it.
function(sparekey_reproducible target)
  if(SPAREKEY_COMPILER_MAPS_FOLDERS AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION)
    foreach(folder "${PROJECT_SOURCE_DIR}=." "${PROJECT_BINARY_DIR}=build" ${ARGN})
      target_compile_options(${target} PRIVATE $<$<NOT:$<CONFIG:Debug>>:-ffile-prefix-map=${folder}>)
    endforeach()
  endif()
endfunction()

# For a link-time optimizer, gcc names what it compiles by chance.
macro(sparekey_no_chance language)
  if(CMAKE_${language}_COMPILER_ID STREQUAL "GNU")
    string(APPEND CMAKE_${language}_COMPILE_OBJECT " -frandom-seed=<OBJECT>")
  endif()
endmacro()

# D: no times, owners and modes of files in archives. Debian's ar does it unasked.
set(archive ${PROJECT_BINARY_DIR}/CMakeFiles/sparekey_empty.a)
file(REMOVE ${archive})
execute_process(COMMAND ${CMAKE_AR} qcD ${archive} RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
if(status EQUAL 0)
  foreach(language C CXX)
    foreach(step CREATE CREATE_IPO APPEND APPEND_IPO)
      string(REGEX REPLACE " (qc|q|cr|r) <TARGET>" " \\1D <TARGET>"
        CMAKE_${language}_ARCHIVE_${step} "${CMAKE_${language}_ARCHIVE_${step}}")
    endforeach()
    foreach(step FINISH FINISH_IPO)
      string(REGEX REPLACE "([^D]) <TARGET>" "\\1 -D <TARGET>"
        CMAKE_${language}_ARCHIVE_${step} "${CMAKE_${language}_ARCHIVE_${step}}")
    endforeach()
  endforeach()
endif()
