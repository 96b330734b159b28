# SPDX-License-Identifier: Apache-2.0
# GoogleTest from Debian's sources, for a machine that it is not packaged for here, and what else the
# unit tests link.
find_package(OpenSSL 3.0 REQUIRED)
find_package(nlohmann_json REQUIRED)
set(BUILD_GMOCK OFF CACHE BOOL "" FORCE)
set(INSTALL_GTEST OFF CACHE BOOL "" FORCE)
add_subdirectory(/usr/src/googletest ${PROJECT_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
include(GoogleTest)
