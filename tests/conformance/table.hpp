// SPDX-License-Identifier: Apache-2.0
// The tables of this folder: a verdict, an input and a reason in each row. README.md has the
// format.
#ifndef SPAREKEY_TESTS_CONFORMANCE_TABLE_HPP
#define SPAREKEY_TESTS_CONFORMANCE_TABLE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "unit/tries.hpp"

namespace sparekey::test {

// An emulated processor tries one place in so many; all rows, nevertheless.
constexpr size_t kPlaces = SPAREKEY_TRY_ONE_IN < 10 ? 1 : 16;

struct Written {
  std::string bytes;
  size_t mark = std::string::npos;  // the place of %^
};

// The bytes that a table's text stands for.
Written decode(std::string_view text);

// What stands between blanks, not decoded.
std::vector<std::string> words_of(std::string_view text);

class Row {
 public:
  Row(std::string where, std::string_view line);

  const std::string& where() const { return where_; }
  const std::string& verdict() const { return verdict_; }  // the first word of it
  const std::string& input() const { return input_; }      // as it is written
  const std::string& reason() const { return reason_; }

  // The verdict's other words. Each is taken once, so that none is overlooked.
  bool take(std::string_view word);
  bool take(std::string_view key, std::string* out);  // KEY=VALUE, decoded
  size_t take_number(std::string_view key, size_t otherwise);
  std::vector<std::string> take_rest();
  void expect_all_taken() const;

 private:
  std::string where_, verdict_, input_, reason_;
  std::vector<std::string> words_;
};

// The rows of FOLDER/*.table, or of one of them.
std::vector<Row> rows_of(const std::string& folder, const std::string& table = "");

// Prints what `run` gathers: the rows of a table, and how often something was read.
class Figures {
 public:
  Figures(std::string name, size_t rows) : name_(std::move(name)), rows_(rows) {}
  ~Figures();
  Figures(const Figures&) = delete;
  Figures& operator=(const Figures&) = delete;
  void count(size_t executions) { executions_ += executions; }

 private:
  std::string name_;
  size_t rows_;
  size_t executions_ = 0;
};

}  // namespace sparekey::test

#endif
