// SPDX-License-Identifier: Apache-2.0
#include "clauses.hpp"

#include <sstream>
#include <stdexcept>

#include "table.hpp"

namespace sparekey::test {

void Words::add(const std::string& clause) {
  std::istringstream in(clause);
  for (std::string word; in >> word;) {
    const size_t equals = word.find('=');
    if (equals == std::string::npos)
      words_.emplace_back("", word);
    else
      words_.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
}

void Words::set_default(const std::string& key, const std::string& value) {
  if (!has(key)) words_.emplace_back(key, value);
}

bool Words::has(const std::string& key) const { return !all(key).empty(); }

std::string Words::get(const std::string& key, const std::string& otherwise) const {
  const std::vector<std::string> values = all(key);
  return values.empty() ? otherwise : values[0];
}

std::vector<std::string> Words::all(const std::string& key) const {
  read_[key] = true;
  std::vector<std::string> values;
  for (const auto& [name, value] : words_)
    if (name == key) values.push_back(value);
  return values;
}

void Words::expect_all_read(const std::string& clause) const {
  for (const auto& [name, value] : words_)
    if (read_.count(name) == 0)
      throw std::runtime_error(clause + ": nobody knows \"" + name + "=" + value + "\"");
}

Clauses parse_clauses(const std::string& text) {
  Clauses clauses;
  for (const std::string& part : split(text, ';')) {
    const size_t colon = part.find(':');
    if (colon == std::string::npos) throw std::runtime_error("no clause: " + part);
    clauses[part.substr(0, colon)].add(part.substr(colon + 1));
  }
  return clauses;
}

}  // namespace sparekey::test
