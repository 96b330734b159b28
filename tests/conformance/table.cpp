// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace sparekey::test {
namespace {

constexpr std::string_view kLineEnd = "\u21B5";

std::string trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

// %{N*TEXT}, without the percent sign.
std::string repeated(std::string_view text) {
  const size_t star = text.find('*');
  const size_t times = std::stoul(std::string(text.substr(1, star - 1)));
  const std::string once = decode(text.substr(star + 1)).bytes;
  std::string all;
  for (size_t i = 0; i < times; ++i) all += once;
  return all;
}

}  // namespace

Written decode(std::string_view text) {
  Written out;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at, kLineEnd.size()) == kLineEnd) {
      out.bytes += "\r\n";
      at += kLineEnd.size();
    } else if (text[at] != '%') {
      out.bytes += text[at++];
    } else if (text[at + 1] == '^') {
      out.mark = out.bytes.size();
      at += 2;
    } else if (text[at + 1] == '{') {
      const size_t end = text.find('}', at);
      out.bytes += repeated(text.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      out.bytes += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
      at += 3;
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
    const size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

Row::Row(std::string where, std::string_view line) : where_(std::move(where)) {
  const size_t first = line.find('|');
  const size_t second = line.find('|', first + 1);
  words_ = words_of(line.substr(0, first));
  if (words_.empty() || second == std::string_view::npos) {
    ADD_FAILURE() << where_ << ": no row";
    return;
  }
  verdict_ = words_[0];
  words_.erase(words_.begin());
  input_ = trimmed(line.substr(first + 1, second - first - 1));
  reason_ = trimmed(line.substr(second + 1));
  EXPECT_FALSE(reason_.empty()) << where_ << ": no reason";
}

bool Row::take(std::string_view word) {
  const auto found = std::find(words_.begin(), words_.end(), word);
  if (found == words_.end()) return false;
  words_.erase(found);
  return true;
}

bool Row::take(std::string_view key, std::string* out) {
  const std::string begin = std::string(key) + '=';
  for (auto word = words_.begin(); word != words_.end(); ++word) {
    if (word->substr(0, begin.size()) != begin) continue;
    *out = decode(word->substr(begin.size())).bytes;
    words_.erase(word);
    return true;
  }
  return false;
}

size_t Row::take_number(std::string_view key, size_t otherwise) {
  std::string value;
  return take(key, &value) ? std::stoul(value) : otherwise;
}

std::vector<std::string> Row::take_rest() { return std::move(words_); }

void Row::expect_all_taken() const {
  for (const std::string& word : words_) ADD_FAILURE() << where_ << ": what is '" << word << "'?";
}

std::vector<Row> rows_of(const std::string& folder, const std::string& table) {
  namespace fs = std::filesystem;
  std::set<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(SPAREKEY_SOURCE_DIR "/tests/conformance/" + folder))
    if (table.empty() || entry.path().stem() == table) files.insert(entry.path());
  std::vector<Row> rows;
  std::set<std::string> seen;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    std::string line;
    for (size_t number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line[0] == '#') continue;
      const std::string name = folder + '/' + file.filename().string();
      rows.emplace_back(name + ':' + std::to_string(number), line);
      EXPECT_TRUE(seen.insert(line.substr(0, line.rfind('|'))).second)
          << name << ": twice: " << line;
    }
  }
  return rows;
}

Figures::~Figures() {
  printf("conformance: %s: %zu rows, %zu executions\n", name_.c_str(), rows_, executions_);
}

}  // namespace sparekey::test
