// SPDX-License-Identifier: Apache-2.0
// Each text of json/*.table: whole, inside others, cut everywhere, as the body of an answer that
// comes in pieces; beside nlohmann-json, which shares no code with the client.
#include <gtest/gtest.h>

#include <memory>

#include "json/document.hpp"
#include "json/validate.hpp"
#include "support/nlohmann_opinion.hpp"
#include "table.hpp"
#include "unit/readings.hpp"

namespace sparekey::test {
namespace {

// What nlohmann-json makes of a text in passing.
struct Tokens : nlohmann::json::json_sax_t {
  size_t count = 0;
  bool one() { return ++count > 0; }
  bool null() override { return one(); }
  bool boolean(bool) override { return one(); }
  bool number_integer(number_integer_t) override { return one(); }
  bool number_unsigned(number_unsigned_t) override { return one(); }
  bool number_float(number_float_t, const string_t&) override { return one(); }
  bool string(string_t&) override { return one(); }
  bool binary(binary_t&) override { return one(); }
  bool start_object(size_t) override { return one(); }
  bool key(string_t&) override { return one(); }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return one(); }
  bool end_array() override { return true; }
  bool parse_error(size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }
};

size_t readings = 0;

// The verdict on `text`, from a buffer of its size. No other opinion of it may differ, but in
// `known`.
Code verdict_on(const std::string& text, const std::string& known, size_t* out_tokens = nullptr) {
  const ExactBuffer exact(text);
  size_t tokens = 0;
  const Code code = json::validate(exact.text(), &tokens);
  ++readings;
  const char* const differs = difference(text, code);
  const bool may_differ = differs == nullptr || differs == known || differs == std::string("depth");
  EXPECT_TRUE(may_differ) << "nlohmann-json differs: " << differs << ": " << text;
  if (out_tokens != nullptr) *out_tokens = tokens;
  return code;
}

// A document over buffers of the sizes that it needs. `text` may come as a body.
struct Parsed {
  explicit Parsed(std::string_view content, size_t tokens)
      : text(content), room(tokens * sizeof(json::Token)) {
    code = document.parse(text.data(), text.size(), reinterpret_cast<json::Token*>(room.data()),
                          tokens);
    ++readings;
  }
  ExactBuffer text, room;
  json::Document document;
  Code code;
};

// The member at `path`, names between dots.
json::Value at(json::Document& document, const std::string& path) {
  json::Value value = document.root();
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('.', begin), path.size());
    value = document.member(value, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return value;
}

const nlohmann::json* theirs_at(const nlohmann::json& root, const std::string& path) {
  const nlohmann::json* value = &root;
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('.', begin), path.size());
    const std::string key = path.substr(begin, end - begin);
    if (!value->is_object() || !value->contains(key)) return nullptr;
    value = &(*value)[key];
    begin = end + 1;
  }
  return value;
}

// What a row says of a value, against what is read and what nlohmann-json reads.
class Reader {
 public:
  Reader(Row* row, const std::string& text, size_t tokens) : row_(row), parsed_(text, tokens) {
    EXPECT_EQ(parsed_.code, Code::ok);
    has_path_ = row->take("at", &path_);
    value_ = has_path_ ? at(json(), path_) : json().root();
    root_ = nlohmann::json::parse(text, nullptr, false);
    if (!root_.is_discarded()) theirs_ = has_path_ ? theirs_at(root_, path_) : &root_;
  }

  void expect_as_told() {
    std::string told;
    int64_t number = 42;
    if (row_->take("text", &told)) {
      EXPECT_EQ(str(json().text(value_)), told);
      EXPECT_EQ(str(json().text(value_)), told) << "asked again";
      if (theirs_ != nullptr) {
        EXPECT_EQ(theirs_->get<std::string>(), told);
      }
      expect_ok(true);
    } else if (row_->take("lossy", &told)) {
      EXPECT_EQ(str(json().lossy_text(value_)), told);
      EXPECT_EQ(str(json().text_or_empty(value_)), "");
      expect_ok(true);
      EXPECT_EQ(str(json().text(value_)), "");
      expect_ok(false);
    } else if (row_->take("integer", &told)) {
      EXPECT_TRUE(json().read_integer(value_, &number));
      EXPECT_EQ(std::to_string(number), told);
      if (theirs_ != nullptr) {
        EXPECT_EQ(theirs_->get<int64_t>(), number);
      }
      const bool natural = number >= 0 && number <= INT32_MAX;
      EXPECT_EQ(json().natural(value_), natural ? number : 0);
      expect_ok(natural);
    } else if (row_->take("bool", &told)) {
      EXPECT_EQ(json().boolean(value_), told == "true");
      if (theirs_ != nullptr) {
        EXPECT_EQ(theirs_->get<bool>(), told == "true");
      }
      expect_ok(true);
    } else if (row_->take("raw", &told)) {
      EXPECT_EQ(str(json().raw(value_)), told);
      expect_ok(true);
    } else {
      expect_none();
    }
  }

 private:
  json::Document& json() { return parsed_.document; }
  void expect_ok(bool ok) { EXPECT_EQ(json().ok(), ok); }

  void expect_none() {
    int64_t number = 42;
    if (row_->take("no_integer")) {
      EXPECT_FALSE(json().read_integer(value_, &number));
      EXPECT_EQ(json().natural(value_), 0);
    } else if (row_->take("no_text")) {
      EXPECT_EQ(str(json().text(value_)), "");
    } else if (row_->take("no_bool")) {
      EXPECT_FALSE(json().boolean(value_));
    } else if (row_->take("twice") || row_->take("no_object")) {
      EXPECT_TRUE(value_.absent());
    } else if (row_->take("absent")) {
      EXPECT_TRUE(value_.absent());
      EXPECT_EQ(theirs_, nullptr) << "nlohmann-json finds it";
      return expect_ok(true);
    } else if (row_->take("null")) {
      EXPECT_TRUE(json().is_null(value_));
      return expect_ok(true);
    } else {
      EXPECT_FALSE(has_path_) << "and what is there?";
      return;
    }
    expect_ok(false);
  }

  Row* row_;
  Parsed parsed_;
  std::string path_;
  bool has_path_ = false;
  json::Value value_;
  nlohmann::json root_;
  const nlohmann::json* theirs_ = nullptr;
};

void expect_read(Row* row, const std::string& text, size_t tokens) {
  Tokens theirs;
  const bool parsed = nlohmann::json::sax_parse(text, &theirs);
  EXPECT_TRUE(!parsed || tokens == theirs.count) << tokens;
  EXPECT_EQ(tokens, row->take_number("tokens", tokens));
  Reader(row, text, tokens).expect_as_told();
  EXPECT_EQ(Parsed(text, tokens - 1).code, Code::answer_too_large) << "one token too few";
}

// The text is what it is, wherever the answer that brings it is split.
void expect_whole_as_a_body(const std::string& text, Code code) {
  const std::string sized = head("Content-Length: " + std::to_string(text.size()) + "\r\n") + text;
  for (size_t size = sized.size() - text.size(); size <= sized.size(); size += kPlaces) {
    const std::string_view all = sized;
    const Reading got = read_pieces({all.substr(0, size), all.substr(size)}, text.size(), 64);
    ASSERT_EQ(got.body, text);
    ++readings;
  }
  const Reading got = read_pieces(bytes_of(sized), text.size(), 64);
  Parsed parsed(got.body, text.size() + 1);
  EXPECT_EQ(parsed.code, code);
}

TEST(JsonTable, EachTextIsReadAsItSays) {
  const std::vector<Row> rows = rows_of("json");
  EXPECT_GE(rows.size(), 330u);
  Figures figures("json", rows.size());
  for (Row row : rows) {
    SCOPED_TRACE(row.where() + ": " + row.input());
    const std::string text = decode(row.input()).bytes;
    std::string known;
    row.take("differs", &known);
    size_t tokens = 0;
    const Code code = verdict_on(text, known, &tokens);
    EXPECT_EQ(std::string_view(name(code)), row.verdict());
    const char* const differs = difference(text, code);
    EXPECT_EQ(known, differs == nullptr ? "" : differs);
    verdict_on("[0," + text + "]", known);
    verdict_on("{\"a\":" + text + "}", known);
    if (code == Code::ok)
      expect_read(&row, text, tokens);
    else
      EXPECT_EQ(Parsed(text, text.size() + 1).code, code);

    // Only what the row says is a text when it is cut.
    size_t shorter = 0;
    for (size_t size = 0; size < text.size(); size += kPlaces) {
      SCOPED_TRACE(size);
      if (verdict_on(text.substr(0, size), known) == Code::ok) ++shorter;
    }
    const size_t told = row.take_number("cuts", 0);
    EXPECT_TRUE(kPlaces > 1 ? shorter <= told : shorter == told)
        << shorter << " texts that it begins with";
    if (!text.empty() && text.size() < 300) expect_whole_as_a_body(text, code);
    row.expect_all_taken();
  }
  figures.count(readings);
}

}  // namespace
}  // namespace sparekey::test
