# SPDX-License-Identifier: Apache-2.0
# The readers and writers of HTTP and JSON alone: `cmake --build <folder> --target bench_codecs` prints the table.
set(src ${PROJECT_SOURCE_DIR}/src)
set(codecs "")
function(add_codecs name)
  add_executable(${name} codecs.cpp ${ARGN})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_features(${name} PRIVATE cxx_std_17)
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O2>)
  # Binding calls the first time would be counted.
  target_link_options(${name} PRIVATE LINKER:-z,now)
  target_link_libraries(${name} PRIVATE sparekey_warnings)
  set(codecs ${codecs} $<TARGET_FILE:${name}> PARENT_SCOPE)
endfunction()

# Not the library's own objects, but its sources and flags; at -O2, as the rival of Debian is.
add_codecs(codecs_ours codecs_ours.cpp
  ${src}/base/base64.cpp ${src}/base/hex.cpp ${src}/base/json_text.cpp ${src}/base/text.cpp ${src}/base/writer.cpp
  ${src}/json/document.cpp ${src}/json/object_writer.cpp ${src}/json/validate.cpp
  ${src}/http/http_date.cpp ${src}/http/request_writer.cpp ${src}/http/response_head.cpp
  ${src}/http/response_parser.cpp
  ${src}/api/envelope.cpp ${src}/api/recipient.cpp ${src}/api/refusals.cpp ${src}/api/reset.cpp
  ${src}/api/send_code.cpp ${src}/api/system.cpp ${src}/api/verify.cpp)
target_include_directories(codecs_ours PRIVATE ${src} $<TARGET_PROPERTY:sparekey,INTERFACE_INCLUDE_DIRECTORIES>)
target_include_directories(codecs_ours SYSTEM PRIVATE ${SPAREKEY_JSMN_INCLUDE})
target_compile_options(codecs_ours PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)

find_path(SPAREKEY_CJSON_INCLUDE cjson/cJSON.h)
find_library(SPAREKEY_CJSON cjson)
if(SPAREKEY_CJSON_INCLUDE AND SPAREKEY_CJSON)
  add_codecs(codecs_cjson rivals/codecs_cjson.cpp)
  target_include_directories(codecs_cjson SYSTEM PRIVATE ${SPAREKEY_CJSON_INCLUDE})
  target_link_libraries(codecs_cjson PRIVATE ${SPAREKEY_CJSON})
else()
  message(STATUS "bench: no cJSON beside our codecs, for libcjson-dev is not installed")
endif()
add_codecs(codecs_nlohmann rivals/codecs_nlohmann.cpp)
target_link_libraries(codecs_nlohmann PRIVATE nlohmann_json::nlohmann_json)

add_custom_target(bench_codecs COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/codecs ${codecs}
  VERBATIM USES_TERMINAL COMMAND_EXPAND_LISTS)

if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT SPAREKEY_SANITIZE)
  add_test(NAME bench.codecs COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/codecs --at-most 100 $<TARGET_FILE:codecs_ours>)
endif()
