# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where. As part of another project nothing is installed unless SPAREKEY_INSTALL is on, or
# the component sparekey is asked for; the targets stand in an export set all the same, for a parent that exports
# a library of its own which links sparekey.
include(CMakePackageConfigHelpers)
set(rule COMPONENT sparekey)
if(NOT SPAREKEY_INSTALL)
  list(APPEND rule EXCLUDE_FROM_ALL)
endif()

set(targets sparekey sparekey_hardened)
if(NOT BUILD_SHARED_LIBS)  # a shared library holds or names its mbedTLS itself
  list(APPEND targets sparekey_mbedtls)
endif()
set_target_properties(sparekey_hardened PROPERTIES EXPORT_NAME hardened)
install(TARGETS ${targets} EXPORT sparekeyTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} ${rule}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ${rule}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} ${rule})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/sparekey ${PROJECT_BINARY_DIR}/include/sparekey
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${rule}
  FILES_MATCHING PATTERN *.hpp PATTERN *.h)

# The programs beside it.
if(SPAREKEY_BUILD_COMMAND)
  install(TARGETS sparekey_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} ${rule})
  install(FILES ${PROJECT_SOURCE_DIR}/src/cli/sparekey.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 ${rule})
  install(FILES ${PROJECT_SOURCE_DIR}/src/cli/sparekey.bash RENAME sparekey
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions ${rule})
endif()

if(TARGET sparekey_kiosk)
  install(TARGETS sparekey_kiosk RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} ${rule})
  install(FILES ${PROJECT_SOURCE_DIR}/src/kiosk/sparekey-kiosk.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 ${rule})
  install(FILES ${PROJECT_SOURCE_DIR}/src/cli/sparekey.bash RENAME sparekey-kiosk
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions ${rule})
endif()

# What a program that links the archive has to link besides: for CMake, and for pkg-config.
set(sparekey_dependencies "")
set(sparekey_requires "")
set(sparekey_libs "")
set(modules of_target.cmake FindSparekeyMbedTLS.cmake FindSparekeyCares.cmake)
if(NOT BUILD_SHARED_LIBS)
  if(SPAREKEY_MBEDTLS_FROM_SOURCE)
    set(sparekey_libs "-lsparekey_mbedtls")
    # In a folder of its own: the prefix may hold an mbedTLS for everybody.
    install(DIRECTORY ${SPAREKEY_MBEDTLS_SOURCE_DIR}/include/mbedtls ${SPAREKEY_MBEDTLS_SOURCE_DIR}/include/psa
      DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sparekey-mbedtls ${rule} FILES_MATCHING PATTERN *.h)
    install(FILES ${PROJECT_BINARY_DIR}/mbedtls/sparekey_mbedtls_config.h ${SPAREKEY_MBEDTLS_CONFIG}
      DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sparekey-mbedtls ${rule})
  else()
    string(REGEX MATCH "^[0-9]+\\.[0-9]+" generation "${SparekeyMbedTLS_VERSION}")
    string(APPEND sparekey_dependencies
      "set(SparekeyMbedTLS_GENERATION ${generation})\nfind_dependency(SparekeyMbedTLS)\n")
    # One whose pkg-config files lie beside it is named by them: they know its folder, where a bare -lmbedtls is the
    # first that the linker comes upon, of whatever generation.
    get_filename_component(folder "${SparekeyMbedTLS_LIBRARY}" DIRECTORY)
    if(SparekeyMbedTLS_HOW STREQUAL pkg-config OR EXISTS "${folder}/pkgconfig/mbedcrypto.pc")
      string(REGEX REPLACE "^.*\\." "" next "${generation}")
      math(EXPR next "${next} + 1")
      string(REGEX REPLACE "\\..*$" ".${next}" next "${generation}")
      set(sparekey_requires "mbedtls >= ${generation} mbedtls < ${next} mbedx509 mbedcrypto")
    else()
      set(crypto mbedcrypto)
      if(SparekeyMbedTLS_CRYPTO_VERSION)
        set(crypto tfpsacrypto)
      endif()
      set(sparekey_libs "-lmbedtls -lmbedx509 -l${crypto}")
      foreach(library everest p256m)
        if(SPAREKEY_LIB_${library})
          string(APPEND sparekey_libs " -l${library}")
        endif()
      endforeach()
    endif()
  endif()
  # port/CMakeLists.txt noted what the port links.
  foreach(what DEPENDENCY REQUIRES LIBS)
    get_target_property(${what} sparekey SPAREKEY_${what})
    if(NOT ${what})
      set(${what} "")
    endif()
  endforeach()
  string(APPEND sparekey_dependencies "${DEPENDENCY}\n")
  string(APPEND sparekey_requires " ${REQUIRES}")
  string(APPEND sparekey_libs " ${LIBS}")
endif()

# Nothing that is installed names a folder unless it is told to, so a shared mbedTLS may not be found by it.
get_filename_component(folder "${SparekeyMbedTLS_LIBRARY}" DIRECTORY)
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CROSSCOMPILING AND "${SparekeyMbedTLS_LIBRARY}" MATCHES "\\.so(\\.|$)"
    AND NOT folder IN_LIST CMAKE_C_IMPLICIT_LINK_DIRECTORIES AND NOT folder MATCHES "^/usr/local/lib"
    AND NOT CMAKE_INSTALL_RPATH AND NOT CMAKE_INSTALL_RPATH_USE_LINK_PATH AND NOT CMAKE_SKIP_INSTALL_RPATH)
  message(STATUS "sparekey: what is installed looks for mbedTLS where the loader looks, "
    "in ${folder} only with CMAKE_INSTALL_RPATH_USE_LINK_PATH=ON")
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/sparekey)
configure_file(${CMAKE_CURRENT_LIST_DIR}/sparekeyConfig.cmake.in ${PROJECT_BINARY_DIR}/package/sparekeyConfig.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/sparekeyConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
list(TRANSFORM modules PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
install(FILES ${PROJECT_BINARY_DIR}/package/sparekeyConfig.cmake
  ${PROJECT_BINARY_DIR}/package/sparekeyConfigVersion.cmake ${modules} DESTINATION ${package} ${rule})
install(EXPORT sparekeyTargets NAMESPACE sparekey:: DESTINATION ${package} ${rule})

# The prefix is worked out from where the file lies. Folders that do not lie below the prefix stay as they are.
file(RELATIVE_PATH sparekey_up ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" sparekey_up "${sparekey_up}")
foreach(folder libdir includedir)
  string(TOUPPER ${folder} name)
  set(sparekey_${folder} ${CMAKE_INSTALL_${name}})
  if(NOT IS_ABSOLUTE "${sparekey_${folder}}")
    set(sparekey_${folder} "\${prefix}/${sparekey_${folder}}")
  endif()
endforeach()
if(SPAREKEY_LINKER_GC_SECTIONS AND NOT BUILD_SHARED_LIBS)
  string(PREPEND sparekey_libs "-Wl,--gc-sections ")
endif()
string(STRIP "${sparekey_libs}" sparekey_libs)
string(STRIP "${sparekey_requires}" sparekey_requires)
configure_file(${CMAKE_CURRENT_LIST_DIR}/sparekey.pc.in ${PROJECT_BINARY_DIR}/package/sparekey.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/package/sparekey.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig ${rule})
