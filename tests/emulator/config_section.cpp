// SPDX-License-Identifier: Apache-2.0
#include "config_section.hpp"

#include <sstream>

#include "config.hpp"

namespace emulator {
namespace {

template <typename Number>
std::string range(Number min, Number max) {
  std::ostringstream words;
  words << "from " << min << " to " << max;
  return words.str();
}

}  // namespace

ConfigSection::ConfigSection(const nlohmann::json& object, std::string path)
    : object_(object), path_(std::move(path)) {
  if (!object_.is_object())
    throw ConfigError((path_.empty() ? std::string("the config") : path_) + " must be an object");
}

void ConfigSection::read(const char* name, bool& out) {
  const nlohmann::json* value = member(name);
  if (value == nullptr) return;
  if (!value->is_boolean()) fail(name, "must be true or false");
  out = value->get<bool>();
}

void ConfigSection::read(const char* name, std::string& out) {
  const nlohmann::json* value = member(name);
  if (value == nullptr) return;
  if (!value->is_string()) fail(name, "must be a string");
  out = value->get<std::string>();
}

void ConfigSection::read(const char* name, std::optional<std::string>& out) {
  if (member(name) == nullptr) return;
  out.emplace();
  read(name, *out);
}

void ConfigSection::read(const char* name, std::vector<std::string>& out) {
  const nlohmann::json* list = array(name);
  if (list == nullptr) return;
  out.clear();
  for (const nlohmann::json& value : *list) {
    if (!value.is_string()) fail(name, "must hold strings only");
    out.push_back(value.get<std::string>());
  }
}

void ConfigSection::read(const char* name, std::vector<std::pair<std::string, std::string>>& out) {
  const nlohmann::json* object = member(name);
  if (object == nullptr) return;
  if (!object->is_object()) fail(name, "must be an object");
  out.clear();
  for (const auto& [key, value] : object->items()) {
    if (!value.is_string()) fail(name, "must hold strings only");
    out.emplace_back(key, value.get<std::string>());
  }
}

void ConfigSection::read(const char* name, double& out, double min, double max) {
  const nlohmann::json* value = member(name);
  if (value == nullptr) return;
  if (!value->is_number() || *value < min || *value > max)
    fail(name, "must be a number " + range(min, max));
  out = value->get<double>();
}

void ConfigSection::read(const char* name, int& out, int min, int max) {
  const nlohmann::json* value = member(name);
  if (value == nullptr) return;
  if (!value->is_number_integer() || *value < min || *value > max)
    fail(name, "must be a whole number " + range(min, max));
  out = value->get<int>();
}

void ConfigSection::read(const char* name, std::optional<int>& out, int min, int max) {
  if (member(name) == nullptr) return;
  out.emplace();
  read(name, *out, min, max);
}

const nlohmann::json* ConfigSection::member(const char* name) {
  asked_for_.insert(name);
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

const nlohmann::json* ConfigSection::array(const char* name) {
  const nlohmann::json* list = member(name);
  if (list != nullptr && !list->is_array()) fail(name, "must be a list");
  return list;
}

void ConfigSection::finish() const {
  for (const auto& [name, value] : object_.items())
    if (asked_for_.count(name) == 0) fail(name, "is not known");
}

void ConfigSection::fail(const std::string& name, const std::string& words) const {
  throw ConfigError(path_of(name) + ' ' + words);
}

std::string ConfigSection::path_of(const std::string& name) const {
  return path_.empty() ? name : path_ + '.' + name;
}

}  // namespace emulator
