// SPDX-License-Identifier: Apache-2.0
// Each answer of http/*.table: whole, byte by byte, split everywhere and cut everywhere.
#include <gtest/gtest.h>

#include "table.hpp"
#include "unit/readings.hpp"

namespace sparekey::test {
namespace {

// What a row says of its answer.
struct AnswerRow {
  explicit AnswerRow(Row row)
      : text(decode(row.input())),
        code(row.verdict()),
        method(row.take("connect") ? http::Method::connect : http::Method::get_or_post),
        room(row.take_number("room", 4096)),
        budget(row.take_number("budget", 4096)),
        until_close(row.take("until_close")),
        behind(row.take("behind")),
        keep_alive(!row.take("close")) {
    row.take("body", &body);
    std::string seconds;
    if (row.take("retry", &seconds)) retry_after_s = std::stoll(seconds);
    const std::vector<std::string> rest = row.take_rest();
    if (rest.size() == 1) status = std::stoi(rest[0]);
    EXPECT_EQ(rest.size(), 1u) << "a status, and nothing else, behind the verdict";
  }

  bool ok() const { return code == "ok"; }
  Reading read(const std::vector<std::string_view>& pieces) const {
    return read_pieces(pieces, room, budget, method);
  }

  Written text;
  std::string code;
  http::Method method;
  size_t room, budget;
  bool until_close;  // closing ends it anywhere in the body
  bool behind;       // it was complete before its last bytes
  bool keep_alive;
  std::string body = {};
  int64_t retry_after_s = -1;
  int status = -1;
};

void expect_as_told(const AnswerRow& row, const Reading& whole) {
  EXPECT_EQ(std::string_view(name(whole.code)), row.code);
  EXPECT_EQ(whole.complete, row.ok());
  EXPECT_EQ(whole.status, row.status);
  EXPECT_EQ(whole.complete_fed, row.ok() && !row.until_close) << "before the end of TLS";
  const bool says_when = row.ok() || row.retry_after_s >= 0;
  EXPECT_TRUE(!says_when || whole.retry_after_s == row.retry_after_s) << whole.retry_after_s;
  if (!row.ok()) return;
  EXPECT_EQ(whole.body, row.body);
  EXPECT_EQ(whole.keep_alive, row.keep_alive);
}

// A refusal is known with the byte in front of the mark: neither earlier nor later.
void expect_refused_in_time(const AnswerRow& row, size_t size, const Reading& cut) {
  const bool refused = row.text.mark != std::string::npos && size >= row.text.mark;
  EXPECT_EQ(std::string_view(name(cut.fed)), refused ? row.code : "ok");
}

void expect_incomplete(const AnswerRow& row, size_t size, const Reading& cut) {
  const std::string& text = row.text.bytes;
  const bool in_body = row.until_close && size >= text.find("\r\n\r\n") + 4 && size < row.text.mark;
  const bool before_what_is_behind = row.behind && size == row.text.mark - 1;
  EXPECT_EQ(cut.complete, in_body || before_what_is_behind);
  EXPECT_EQ(cut.complete_fed, before_what_is_behind) << "complete before the end of TLS";
  EXPECT_TRUE(!row.ok() || cut.body == row.body.substr(0, cut.body.size())) << cut.body;
}

TEST(HttpTable, EachAnswerIsReadAsItSays) {
  const std::vector<Row> rows = rows_of("http");
  EXPECT_GE(rows.size(), 260u);
  Figures figures("http", rows.size());
  for (const Row& written : rows) {
    SCOPED_TRACE(written.where() + ": " + written.input());
    const AnswerRow row(written);
    const std::string_view text = row.text.bytes;
    EXPECT_EQ(row.text.mark == std::string::npos, row.ok() || row.code == "truncated")
        << "a refusal has its mark, and nothing else has";
    const Reading whole = row.read({text});
    expect_as_told(row, whole);
    EXPECT_EQ(row.read(bytes_of(text)), whole) << "byte by byte";
    figures.count(2);
    for (size_t size = 0; size <= text.size(); size += kPlaces) {
      SCOPED_TRACE(size);
      EXPECT_EQ(row.read({text.substr(0, size), text.substr(size)}), whole) << "split";
      const Reading cut = row.read({text.substr(0, size)});
      expect_refused_in_time(row, size, cut);
      figures.count(2);
      if (size < text.size()) expect_incomplete(row, size, cut);
    }
  }
}

}  // namespace
}  // namespace sparekey::test
