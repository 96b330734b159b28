# SPDX-License-Identifier: Apache-2.0
# GNUInstallDirs; but what it would keep in a parent's cache, it keeps in our directory alone.
get_cmake_property(cached_before CACHE_VARIABLES)
include(GNUInstallDirs)
if(NOT PROJECT_IS_TOP_LEVEL)
  get_cmake_property(cached CACHE_VARIABLES)
  list(REMOVE_ITEM cached ${cached_before})
  foreach(name ${cached})
    set(value "${${name}}")
    unset(${name} CACHE)
    set(${name} "${value}")
  endforeach()
endif()
