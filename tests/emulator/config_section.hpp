// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_CONFIG_SECTION_HPP
#define SPAREKEY_EMULATOR_CONFIG_SECTION_HPP

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace emulator {

template <typename Enum>
using Choices = std::vector<std::pair<std::string, Enum>>;

// One object of config.json, read member by member into variables that hold the defaults. Every
// function throws ConfigError, which names the member by its path.
class ConfigSection {
 public:
  ConfigSection(const nlohmann::json& object, std::string path);

  void read(const char* name, bool& out);
  void read(const char* name, std::string& out);
  void read(const char* name, std::optional<std::string>& out);
  void read(const char* name, std::vector<std::string>& out);
  void read(const char* name, std::vector<std::pair<std::string, std::string>>& out);
  void read(const char* name, double& out, double min, double max);
  void read(const char* name, int& out, int min, int max);
  void read(const char* name, std::optional<int>& out, int min, int max);

  template <typename Enum>
  void read(const char* name, Enum& out, const Choices<Enum>& choices) {
    if (const nlohmann::json* value = member(name)) out = choice(name, *value, choices);
  }
  template <typename Enum>
  void read(const char* name, std::vector<Enum>& out, const Choices<Enum>& choices) {
    const nlohmann::json* list = array(name);
    if (list == nullptr) return;
    out.clear();
    for (const nlohmann::json& value : *list) out.push_back(choice(name, value, choices));
  }

  // Calls read_one(section) for the object, or for each object in the list.
  template <typename ReadOne>
  void read_object(const char* name, ReadOne read_one) {
    const nlohmann::json* value = member(name);
    if (value == nullptr) return;
    ConfigSection section(*value, path_of(name));
    read_one(section);
    section.finish();
  }
  template <typename ReadOne>
  void read_objects(const char* name, ReadOne read_one) {
    const nlohmann::json* list = array(name);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      ConfigSection section(list->at(i), path_of(name) + '[' + std::to_string(i) + ']');
      read_one(section);
      section.finish();
    }
  }

  // The member as it is, or null if it is absent.
  const nlohmann::json* member(const char* name);

  // Refuses the members that nobody asked for.
  void finish() const;

  [[noreturn]] void fail(const std::string& name, const std::string& words) const;

 private:
  std::string path_of(const std::string& name) const;
  const nlohmann::json* array(const char* name);

  template <typename Enum>
  Enum choice(const char* name, const nlohmann::json& value, const Choices<Enum>& choices) const {
    std::string names;
    for (const auto& [text, meaning] : choices) {
      if (value == text) return meaning;
      names += names.empty() ? text : "|" + text;
    }
    fail(name, "must be " + names);
  }

  const nlohmann::json& object_;
  std::string path_;
  std::set<std::string> asked_for_;
};

}  // namespace emulator

#endif
