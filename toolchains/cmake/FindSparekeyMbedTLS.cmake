# SPDX-License-Identifier: Apache-2.0
# Finds mbedTLS for sparekey: in its own build, and again in that of whoever finds an installed sparekey.
# sparekey::mbedtls is then libmbedtls, libmbedx509 and libmbedcrypto with their headers. The first of these is taken:
#   1. the target SPAREKEY_MBEDTLS_TARGET names, or MbedTLS::mbedtls, or mbedTLS's own mbedtls
#   2. what lies in SPAREKEY_MBEDTLS_ROOT, include/ and lib/ or library/ below it
#   3. find_package(MbedTLS CONFIG)
#   4. pkg-config
#   5. a search for the libraries; Debian 12's mbedTLS comes with neither file
# Sets SparekeyMbedTLS_HOW, one of target, root, package, pkg-config and search, with _LIBRARY, _INCLUDE_DIR and
# _VERSION. SparekeyMbedTLS_GENERATION, if set, is the only one that will do: 2.28 or 3.6.
include(${CMAKE_CURRENT_LIST_DIR}/of_target.cmake)
set(SparekeyMbedTLS_HOW "")
set(SparekeyMbedTLS_LIBRARY "")
set(SparekeyMbedTLS_INCLUDE_DIR "")
set(SparekeyMbedTLS_VERSION "")
set(_sparekey_links "")
set(_sparekey_passed_over "")

# What was found in another SPAREKEY_MBEDTLS_ROOT counts no more.
if(NOT "${SPAREKEY_MBEDTLS_ROOT}" STREQUAL "${SPAREKEY_MBEDTLS_ROOT_BEFORE}")
  foreach(_sparekey_name MBEDTLS_INCLUDE LIB_mbedtls LIB_mbedx509 LIB_mbedcrypto LIB_everest LIB_p256m)
    unset(SPAREKEY_${_sparekey_name} CACHE)
  endforeach()
endif()
set(SPAREKEY_MBEDTLS_ROOT_BEFORE "${SPAREKEY_MBEDTLS_ROOT}" CACHE INTERNAL "")

# 1: what the project has already.
foreach(_sparekey_name IN ITEMS "${SPAREKEY_MBEDTLS_TARGET}" MbedTLS::mbedtls mbedtls)
  if(TARGET "${_sparekey_name}" AND NOT SparekeyMbedTLS_HOW)
    get_target_property(_sparekey_type ${_sparekey_name} TYPE)
    if(_sparekey_type MATCHES LIBRARY)
      set(SparekeyMbedTLS_HOW target)
      set(SparekeyMbedTLS_LIBRARY ${_sparekey_name})
    endif()
  endif()
endforeach()
if(SPAREKEY_MBEDTLS_TARGET AND NOT SparekeyMbedTLS_LIBRARY STREQUAL SPAREKEY_MBEDTLS_TARGET)
  message(FATAL_ERROR "sparekey: SPAREKEY_MBEDTLS_TARGET=${SPAREKEY_MBEDTLS_TARGET} is no target. "
                      "Add the mbedTLS it stands for before sparekey")
endif()

# 2: a folder that was named.
if(NOT SparekeyMbedTLS_HOW AND SPAREKEY_MBEDTLS_ROOT)
  set(_sparekey_where PATHS ${SPAREKEY_MBEDTLS_ROOT} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h PATH_SUFFIXES include ${_sparekey_where})
  foreach(_sparekey_name mbedtls mbedx509 mbedcrypto)
    find_library(SPAREKEY_LIB_${_sparekey_name} ${_sparekey_name} PATH_SUFFIXES lib library ${_sparekey_where})
  endforeach()
  if(SPAREKEY_MBEDTLS_INCLUDE AND SPAREKEY_LIB_mbedtls)
    set(SparekeyMbedTLS_HOW root)
  endif()
endif()

# 3: mbedTLS 3's own package.
if(NOT SparekeyMbedTLS_HOW AND NOT SPAREKEY_MBEDTLS_ROOT)
  set(_sparekey_named ${MbedTLS_DIR})
  find_package(MbedTLS CONFIG QUIET)
  if(TARGET MbedTLS::mbedtls)
    foreach(_sparekey_name LOCATION LOCATION_RELEASE LOCATION_DEBUG LOCATION_NOCONFIG LOCATION_NONE)
      get_target_property(_sparekey_file MbedTLS::mbedtls IMPORTED_${_sparekey_name})
      if(_sparekey_file AND NOT SparekeyMbedTLS_LIBRARY)
        set(SparekeyMbedTLS_LIBRARY ${_sparekey_file})
      endif()
    endforeach()
    sparekey_is_of_target("${MbedTLS_DIR}" _sparekey_good)
    if(_sparekey_good OR _sparekey_named)
      set(SparekeyMbedTLS_HOW package)
      if(NOT SparekeyMbedTLS_LIBRARY)  # of a configuration that is not in the list above
        set(SparekeyMbedTLS_LIBRARY MbedTLS::mbedtls)
      endif()
    else()
      string(APPEND _sparekey_passed_over " ${MbedTLS_DIR}")
      set(SparekeyMbedTLS_LIBRARY "")
      unset(MbedTLS_DIR CACHE)
    endif()
  endif()
endif()
if(SparekeyMbedTLS_HOW MATCHES "^(target|package)$")
  set(_sparekey_links MbedTLS::mbedtls)
  if(SparekeyMbedTLS_HOW STREQUAL target)
    set(_sparekey_links ${SparekeyMbedTLS_LIBRARY})
  endif()
  # Each brings the next one along, and the headers; a target by another name is all there is to link.
  set(_sparekey_ask ${_sparekey_links})
  while(_sparekey_ask AND NOT SparekeyMbedTLS_INCLUDE_DIR)
    list(POP_FRONT _sparekey_ask _sparekey_name)
    string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" _sparekey_name "${_sparekey_name}")
    if(TARGET "${_sparekey_name}")
      get_target_property(_sparekey_folders ${_sparekey_name} INTERFACE_INCLUDE_DIRECTORIES)
      string(REGEX REPLACE "\\$<BUILD_INTERFACE:([^>]*)>" "\\1" _sparekey_folders "${_sparekey_folders}")
      foreach(_sparekey_folder IN LISTS _sparekey_folders)
        if(EXISTS "${_sparekey_folder}/mbedtls/ssl.h" AND NOT SparekeyMbedTLS_INCLUDE_DIR)
          set(SparekeyMbedTLS_INCLUDE_DIR ${_sparekey_folder})
        endif()
      endforeach()
      get_target_property(_sparekey_next ${_sparekey_name} INTERFACE_LINK_LIBRARIES)
      if(_sparekey_next)
        list(APPEND _sparekey_ask ${_sparekey_next})
      endif()
    endif()
  endwhile()
  if(SparekeyMbedTLS_HOW STREQUAL package AND NOT SparekeyMbedTLS_INCLUDE_DIR)
    find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h)  # it names no folder that is searched anyway
  endif()
endif()

# 4: pkg-config, which in a cross build may well be this machine's.
if(NOT SparekeyMbedTLS_HOW AND NOT SPAREKEY_MBEDTLS_ROOT)
  find_package(PkgConfig QUIET)
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(SPAREKEY_PC_MBEDTLS QUIET IMPORTED_TARGET mbedtls mbedx509 mbedcrypto)
    if(SPAREKEY_PC_MBEDTLS_FOUND)
      list(GET SPAREKEY_PC_MBEDTLS_LINK_LIBRARIES 0 _sparekey_file)
      sparekey_is_of_target("${_sparekey_file}" _sparekey_good)
      if(_sparekey_good)
        set(SparekeyMbedTLS_HOW pkg-config)
        set(SparekeyMbedTLS_LIBRARY ${_sparekey_file})
        set(_sparekey_links PkgConfig::SPAREKEY_PC_MBEDTLS)
        find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h PATHS ${SPAREKEY_PC_MBEDTLS_INCLUDE_DIRS}
          NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
        find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h)  # it names no folder that is searched anyway
      else()
        string(APPEND _sparekey_passed_over " ${_sparekey_file}")
      endif()
    endif()
  endif()
endif()

# 5: by the names of the files.
if(NOT SparekeyMbedTLS_HOW AND NOT SPAREKEY_MBEDTLS_ROOT)
  find_path(SPAREKEY_MBEDTLS_INCLUDE mbedtls/ssl.h)
  foreach(_sparekey_name mbedtls mbedx509 mbedcrypto)
    find_library(SPAREKEY_LIB_${_sparekey_name} ${_sparekey_name})
  endforeach()
  sparekey_is_of_target("${SPAREKEY_LIB_mbedtls}" _sparekey_good)
  if(SPAREKEY_MBEDTLS_INCLUDE AND _sparekey_good)
    set(SparekeyMbedTLS_HOW search)
  elseif(SPAREKEY_LIB_mbedtls)
    string(APPEND _sparekey_passed_over " ${SPAREKEY_LIB_mbedtls}")
    foreach(_sparekey_name mbedtls mbedx509 mbedcrypto)
      unset(SPAREKEY_LIB_${_sparekey_name} CACHE)
    endforeach()
    unset(SPAREKEY_MBEDTLS_INCLUDE CACHE)
  endif()
endif()
if(SparekeyMbedTLS_HOW MATCHES "^(root|search)$")
  set(SparekeyMbedTLS_LIBRARY ${SPAREKEY_LIB_mbedtls})
  set(_sparekey_links ${SPAREKEY_LIB_mbedtls} ${SPAREKEY_LIB_mbedx509} ${SPAREKEY_LIB_mbedcrypto})
endif()
# Parts of 3.6 that its own build makes archives of; a package knows them, a sparekey.pc has to name them.
if(IS_ABSOLUTE "${SparekeyMbedTLS_LIBRARY}")
  get_filename_component(_sparekey_folder ${SparekeyMbedTLS_LIBRARY} DIRECTORY)
  foreach(_sparekey_name everest p256m)
    find_library(SPAREKEY_LIB_${_sparekey_name} ${_sparekey_name}
      PATHS ${_sparekey_folder} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
    if(SPAREKEY_LIB_${_sparekey_name} AND SparekeyMbedTLS_HOW MATCHES "^(root|search)$")
      list(APPEND _sparekey_links ${SPAREKEY_LIB_${_sparekey_name}})
    endif()
  endforeach()
endif()

# The version is that of the headers: what is compiled must suit them.
if(NOT SparekeyMbedTLS_INCLUDE_DIR AND SPAREKEY_MBEDTLS_INCLUDE)
  set(SparekeyMbedTLS_INCLUDE_DIR ${SPAREKEY_MBEDTLS_INCLUDE})
endif()
foreach(_sparekey_name build_info.h version.h)
  set(_sparekey_file ${SparekeyMbedTLS_INCLUDE_DIR}/mbedtls/${_sparekey_name})
  if(NOT SparekeyMbedTLS_VERSION AND EXISTS "${_sparekey_file}")
    file(STRINGS ${_sparekey_file} _sparekey_line REGEX "define MBEDTLS_VERSION_STRING ")
    string(REGEX REPLACE ".*\"(.*)\".*" "\\1" SparekeyMbedTLS_VERSION "${_sparekey_line}")
  endif()
endforeach()

set(_sparekey_reason "")
if(_sparekey_passed_over)
  set(_sparekey_reason "This is a cross build, and these are not known to be the target's:${_sparekey_passed_over}. "
    "Name the target's folders in CMAKE_FIND_ROOT_PATH, CMAKE_SYSROOT or CMAKE_PREFIX_PATH")
  string(CONCAT _sparekey_reason ${_sparekey_reason})
endif()
if(SparekeyMbedTLS_VERSION AND SparekeyMbedTLS_GENERATION AND
   NOT SparekeyMbedTLS_VERSION MATCHES "^${SparekeyMbedTLS_GENERATION}\\.")
  set(_sparekey_reason "sparekey was built with mbedTLS ${SparekeyMbedTLS_GENERATION}, and this is ${SparekeyMbedTLS_VERSION}")
  set(SparekeyMbedTLS_LIBRARY "")
endif()
set(_sparekey_needed SparekeyMbedTLS_LIBRARY)
if(NOT SparekeyMbedTLS_HOW STREQUAL target)  # what a target says of itself may be known to the generator only
  list(APPEND _sparekey_needed SparekeyMbedTLS_INCLUDE_DIR)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SparekeyMbedTLS
  REQUIRED_VARS ${_sparekey_needed}
  VERSION_VAR SparekeyMbedTLS_VERSION
  REASON_FAILURE_MESSAGE "${_sparekey_reason}")

if(SparekeyMbedTLS_FOUND AND NOT TARGET sparekey::mbedtls)
  add_library(sparekey::mbedtls INTERFACE IMPORTED GLOBAL)
  target_link_libraries(sparekey::mbedtls INTERFACE ${_sparekey_links})
  if(SparekeyMbedTLS_INCLUDE_DIR)
    target_include_directories(sparekey::mbedtls SYSTEM INTERFACE ${SparekeyMbedTLS_INCLUDE_DIR})
  endif()
endif()
mark_as_advanced(SPAREKEY_MBEDTLS_INCLUDE SPAREKEY_LIB_mbedtls SPAREKEY_LIB_mbedx509 SPAREKEY_LIB_mbedcrypto
  SPAREKEY_LIB_everest SPAREKEY_LIB_p256m)
