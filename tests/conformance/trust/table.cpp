// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "sparekey/options.hpp"

namespace sparekey::test {
namespace {

std::string trimmed(std::string_view text) {
  constexpr char kBlanks[] = " \t";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin));
}

Verdict parsed(const std::string& text) {
  const size_t open = text.find(" (");
  if (open == std::string::npos) return {text, ""};
  return {text.substr(0, open), text.substr(open + 2, text.size() - open - 3)};
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (trimmed(text).empty()) return parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Verdict Row::verdict_for(const std::string& generation, const std::string& tls_version) const {
  std::map<std::string, std::string> by_key;
  for (const std::string& part : split(verdict, ';')) {
    const size_t colon = part.find(": ");
    const bool has_key = colon != std::string::npos;
    by_key[has_key ? part.substr(0, colon) : ""] = has_key ? part.substr(colon + 2) : part;
  }
  // The key that fits best: what a later generation says of itself, then what the one before it
  // does.
  static const std::map<std::string, std::vector<std::string>> kFitting = {
      {"2.28", {"2.28"}},
      {"3.6", {"3.6"}},
      {"own", {"own", "3.6"}},
      {"own-12", {"own-12", "own", "3.6"}},
      {"4", {"4", "3.6"}},
      {"own-4", {"own-4", "4", "own", "3.6"}},
      {"own-4-12", {"own-12", "own-4", "4", "own", "3.6"}}};
  std::vector<std::string> keys;
  for (const std::string& fitting : kFitting.at(generation))
    keys.insert(keys.end(), {fitting + "/" + tls_version, fitting});
  keys.emplace_back();
  for (const std::string& key : keys)
    if (const auto found = by_key.find(key); found != by_key.end()) return parsed(found->second);
  throw std::runtime_error(name + ": no verdict for mbedTLS " + generation);
}

std::vector<Row> read_table(const std::string& file_name) {
  std::ifstream in(std::string(SPAREKEY_TABLES) + "/" + file_name);
  std::vector<Row> rows;
  std::set<std::string> names;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> columns = split(line, '|');
    if (columns.size() != 4 || columns[3].empty())
      throw std::runtime_error(file_name + ": four columns are wanted: " + line);
    if (!names.insert(columns[0]).second)
      throw std::runtime_error(file_name + ": this name stands there twice: " + columns[0]);
    rows.push_back({columns[0], columns[1], columns[2], columns[3]});
  }
  if (rows.empty()) throw std::runtime_error(file_name + ": no rows");
  return rows;
}

std::string generation() {
  const bool is_4 = MBEDTLS_VERSION_NUMBER >= 0x04000000;
  if (!SPAREKEY_OUR_MBEDTLS)
    return is_4 ? "4" : MBEDTLS_VERSION_NUMBER < 0x03000000 ? "2.28" : "3.6";
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
  return is_4 ? "own-4" : "own";
#else
  return is_4 ? "own-4-12" : "own-12";
#endif
}

}  // namespace sparekey::test
