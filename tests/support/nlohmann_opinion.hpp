// SPDX-License-Identifier: Apache-2.0
// nlohmann-json as a second opinion of what JSON is, and the ways in which it is known to differ.
#ifndef SPAREKEY_TESTS_SUPPORT_NLOHMANN_OPINION_HPP
#define SPAREKEY_TESTS_SUPPORT_NLOHMANN_OPINION_HPP

#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"
#include "sparekey/error.hpp"

namespace sparekey::test {

// Halves of surrogate pairs are in the grammar, and nlohmann-json refuses them: another escape
// stands in. `*found` tells.
inline std::string without_surrogates(std::string text, bool* found) {
  for (size_t i = 0; i + 5 < text.size(); ++i) {
    if (text[i] != '\\' || text[i + 1] != 'u' || to_lower(text[i + 2]) != 'd') continue;
    if (hex_value(text[i + 3]) < 8 || hex_value(text[i + 4]) < 0 || hex_value(text[i + 5]) < 0)
      continue;
    text.replace(i + 2, 4, "0041");
    *found = true;
  }
  return text;
}

// It wants numbers to fit a double: 406 is "number overflow".
inline bool overflows_a_double(const std::string& text) {
  try {
    const auto parsed = nlohmann::json::parse(text);
  } catch (const nlohmann::json::out_of_range& error) {
    return error.id == 406;
  } catch (const nlohmann::json::exception&) {
  }
  return false;
}

// In what nlohmann-json and `code`, which was told of `text`, differ; null if they agree.
inline const char* difference(const std::string& text, Code code) {
  const bool theirs = nlohmann::json::accept(text);
  if (theirs == (code == Code::ok)) return nullptr;
  if (theirs) {
    if (code == Code::answer_too_large) return "depth";               // it has no limit
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return "bom";            // it passes over it
    return text.find('\0') != std::string::npos ? "nul" : "unknown";  // it reads NUL as the end
  }
  bool surrogates = false;
  const std::string tame = without_surrogates(text, &surrogates);
  if (overflows_a_double(tame)) return "double";
  return nlohmann::json::accept(tame) ? "surrogate" : "unknown";
}

}  // namespace sparekey::test

#endif
