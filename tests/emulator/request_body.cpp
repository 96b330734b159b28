// SPDX-License-Identifier: Apache-2.0
#include "request_body.hpp"

#include "refusals.hpp"

namespace emulator {

nlohmann::json parse_body(const std::string& text) {
  nlohmann::json body = nlohmann::json::parse(text, nullptr, false);
  if (!body.is_object()) throw Refused(kBadArgument, "body");
  return body;
}

const nlohmann::json& object_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_object()) throw Refused(kBadArgument, name);
  return *found;
}

std::string string_member(const nlohmann::json& object, const std::string& name) {
  const std::optional<std::string> value = optional_string_member(object, name);
  if (!value) throw Refused(kBadArgument, name);
  return *value;
}

std::optional<std::string> optional_string_member(const nlohmann::json& object,
                                                  const std::string& name) {
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  if (!found->is_string()) throw Refused(kBadArgument, name);
  return found->get<std::string>();
}

std::string choice_member(const nlohmann::json& object, const std::string& name,
                          std::initializer_list<const char*> choices) {
  std::string value = string_member(object, name);
  for (const char* choice : choices)
    if (value == choice) return value;
  throw Refused(kBadArgument, name);
}

}  // namespace emulator
