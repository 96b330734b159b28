# SPDX-License-Identifier: Apache-2.0
# Writes a C++ file that holds other files as texts, without what nobody who is sent them reads: comments of whole
# lines, indentation, and line ends and blanks that mean nothing in CSS and JavaScript. Strings are not spared: they must
# do without " => " and the like. The same files give the same bytes.
#   cmake -Doutput=FILE.cpp -Dheader=HEADER -Dnamespace=NAME "-Dinputs=NAME=FILE;NAME=FILE" -P embed.cmake
# NAME() of the header returns a FILE's text.
set(source "// Made by toolchains/cmake/embed.cmake.\n#include \"${header}\"\n\nnamespace ${namespace} {\n")
foreach(input IN LISTS inputs)
  string(REGEX MATCH "^([a-z_]+)=(.*)$" unused "${input}")
  set(name ${CMAKE_MATCH_1})
  file(READ "${CMAKE_MATCH_2}" text)
  string(PREPEND text "\n")
  string(REGEX REPLACE "\n[ \t]+" "\n" text "${text}")
  string(REGEX REPLACE "\n//[^\n]*" "" text "${text}")
  string(REGEX REPLACE "\n/[*][^\n]*[*]/" "" text "${text}")
  string(REGEX REPLACE "\n\n+" "\n" text "${text}")
  string(REGEX REPLACE "^\n" "" text "${text}")
  string(REGEX REPLACE "([{;,(])\n" "\\1" text "${text}")
  if(name MATCHES "css$")
    string(REGEX REPLACE "}\n" "}" text "${text}")
    string(REGEX REPLACE " {" "{" text "${text}")
    string(REGEX REPLACE ": " ":" text "${text}")
    string(REGEX REPLACE ", " "," text "${text}")
    string(REGEX REPLACE ";}" "}" text "${text}")
  else()
    # Of operators only those that no string of ours holds.
    string(REGEX REPLACE " (=>|===|!==|&&|[|][|]) " "\\1" text "${text}")
    string(REGEX REPLACE "([A-Za-z0-9_}]|]) = " "\\1=" text "${text}")
    string(REGEX REPLACE "if [(]" "if(" text "${text}")
    string(REPLACE ") {" "){" text "${text}")
  endif()
  string(HEX "${text}" hex)
  string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
  if(hex MATCHES "x[89a-f]")  # no char constant where char is signed
    message(FATAL_ERROR "embed: ${name} must be ASCII")
  endif()
  string(APPEND source "\nstatic constexpr char k_${name}[] = {${hex}};\n"
    "Text ${name}() { return {k_${name}, sizeof k_${name}}; }\n")
endforeach()
file(WRITE "${output}" "${source}\n}  // namespace ${namespace}\n")
