// SPDX-License-Identifier: Apache-2.0
// Reads the tables: one row a line, in columns.
#ifndef SPAREKEY_CONFORMANCE_TABLE_HPP
#define SPAREKEY_CONFORMANCE_TABLE_HPP

#include <string>
#include <string_view>
#include <vector>

namespace sparekey::test {

// "a, b ,c": a, b, c. Blanks around each go; what is empty stays unless all of it is.
std::vector<std::string> split(std::string_view text, char separator);

// One for each generation of mbedTLS, and for TLS 1.3 apart if it differs: "2.28: ok; 3.6: ...".
// Behind a code, in parentheses: what the detail says.
struct Verdict {
  std::string code;
  std::string detail;
};

struct Row {
  std::string name;
  std::string verdict;
  std::string what;
  std::string reason;

  // By the key that fits best: "3.6/1.3", then "3.6", then the only one. "-" is for what is not
  // tried.
  Verdict verdict_for(const std::string& generation, const std::string& tls_version) const;
};

// Of a file beside the tests. Throws if a name stands there twice, or a column is missing.
std::vector<Row> read_table(const std::string& file_name);

// Of the mbedTLS that is linked: "2.28" or "3.6", which later ones count as, too; "own" as
// port/mbedtls configures it, which is 3.6 but for what a row says of it.
std::string generation();

}  // namespace sparekey::test

#endif
