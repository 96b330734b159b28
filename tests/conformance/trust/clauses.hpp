// SPDX-License-Identifier: Apache-2.0
// What a row of a table says of its certificates and lists: "leaf: key=p384 eku=none; host: ...".
#ifndef SPAREKEY_CONFORMANCE_CLAUSES_HPP
#define SPAREKEY_CONFORMANCE_CLAUSES_HPP

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sparekey::test {

// The words of one clause: "key=value", or a value alone, whose key is then empty.
class Words {
 public:
  void add(const std::string& clause);
  void set_default(const std::string& key, const std::string& value);

  bool has(const std::string& key) const;
  // Of the first with that key. It counts as read.
  std::string get(const std::string& key, const std::string& otherwise = "") const;
  std::vector<std::string> all(const std::string& key) const;
  // A word that nobody asked for is a mistake in the table.
  void expect_all_read(const std::string& clause) const;

 private:
  std::vector<std::pair<std::string, std::string>> words_;
  mutable std::map<std::string, bool> read_;
};

// By name. A name that stands there twice gathers the words of both.
using Clauses = std::map<std::string, Words>;
Clauses parse_clauses(const std::string& text);

}  // namespace sparekey::test

#endif
