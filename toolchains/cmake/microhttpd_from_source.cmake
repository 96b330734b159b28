# SPDX-License-Identifier: Apache-2.0
# Defines sparekey_microhttpd: libmicrohttpd 0.9.75 built from SPAREKEY_MICROHTTPD_SOURCE_DIR with the configuration in
# port/microhttpd. Its own `configure` would ask a cross compiler the same eighty questions in every build folder.
set(folder ${SPAREKEY_MICROHTTPD_SOURCE_DIR}/src)
if(NOT EXISTS ${folder}/include/microhttpd.h)
  message(FATAL_ERROR "SPAREKEY_MICROHTTPD_SOURCE_DIR=${SPAREKEY_MICROHTTPD_SOURCE_DIR} holds no libmicrohttpd "
                      "(toolchains/microhttpd-source brings it)")
endif()
sparekey_microhttpd_version(${folder}/include/microhttpd.h SparekeyMicrohttpd_VERSION)
if(NOT SparekeyMicrohttpd_VERSION VERSION_EQUAL 0.9.75)
  message(FATAL_ERROR "libmicrohttpd ${SparekeyMicrohttpd_VERSION}: port/microhttpd has a configuration for 0.9.75; "
                      "install another, and name where it lies in SPAREKEY_MICROHTTPD_ROOT")
endif()
set(sources connection daemon internal memorypool mhd_compat mhd_itc mhd_mono_clock mhd_send mhd_sockets mhd_str
  mhd_threads reason_phrase response sysfdsetsize)
list(TRANSFORM sources REPLACE "(.+)" "${folder}/microhttpd/\\1.c")
add_library(sparekey_microhttpd STATIC ${sources})
find_package(Threads REQUIRED)
target_link_libraries(sparekey_microhttpd PUBLIC Threads::Threads)
target_compile_definitions(sparekey_microhttpd PRIVATE BUILDING_MHD_LIB)
target_include_directories(sparekey_microhttpd SYSTEM PUBLIC ${folder}/include)
target_include_directories(sparekey_microhttpd PRIVATE ${PROJECT_SOURCE_DIR}/port/microhttpd ${folder}/microhttpd)
target_compile_options(sparekey_microhttpd PRIVATE -Os -w)
sparekey_reproducible(sparekey_microhttpd "${SPAREKEY_MICROHTTPD_SOURCE_DIR}=microhttpd")
message(STATUS "sparekey: libmicrohttpd ${SparekeyMicrohttpd_VERSION} built from ${SPAREKEY_MICROHTTPD_SOURCE_DIR}")
