// SPDX-License-Identifier: Apache-2.0
// Members of a request's body. Every function throws Refused, with kBadArgument and the member's
// name; members nobody asks for are passed over, as the service does.
#ifndef SPAREKEY_EMULATOR_REQUEST_BODY_HPP
#define SPAREKEY_EMULATOR_REQUEST_BODY_HPP

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace emulator {

nlohmann::json parse_body(const std::string& text);

const nlohmann::json& object_member(const nlohmann::json& object, const char* name);
std::string string_member(const nlohmann::json& object, const std::string& name);
std::optional<std::string> optional_string_member(const nlohmann::json& object,
                                                  const std::string& name);
std::string choice_member(const nlohmann::json& object, const std::string& name,
                          std::initializer_list<const char*> choices);

}  // namespace emulator

#endif
