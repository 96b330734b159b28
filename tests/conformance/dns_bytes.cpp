// SPDX-License-Identifier: Apache-2.0
#include "dns_bytes.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace sparekey::test {
namespace {

const std::map<std::string, unsigned> kNumbers = {
    {"A", 1},      {"NS", 2},   {"CNAME", 5}, {"SOA", 6}, {"TXT", 16},  {"AAAA", 28},
    {"DNAME", 39}, {"OPT", 41}, {"IN", 1},    {"CH", 3},  {"ANY", 255}, {"RRSIG", 46},
};

std::string two_bytes(size_t value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string label(const std::string& text) { return static_cast<char>(text.size()) + text; }

// "a.b." as labels, and the root behind them.
std::string name_on_the_wire(const std::string& text) {
  std::string out;
  for (size_t begin = 0; begin + 1 < text.size() || (begin == 0 && text != ".");) {
    const size_t end = text.find('.', begin);
    out += label(text.substr(begin, end - begin));
    begin = end + 1;
    if (begin >= text.size()) break;
  }
  return out + '\0';
}

std::string hex(const std::string& digits) {
  std::string out;
  for (size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return out;
}

std::string one_word(const std::string& word) {
  const auto number = kNumbers.find(word);
  if (number != kNumbers.end()) return two_bytes(number->second);
  std::string rest = word.substr(1);
  if (word[0] == '#') return two_bytes(std::stoul(rest));
  if (word[0] == '@') return two_bytes(0xC000 | std::stoul(rest));
  if (word[0] == '+') return label(rest);
  if (word[0] == '=') return rest;
  char address[16];
  if (inet_pton(AF_INET, word.c_str(), address) == 1) return {address, 4};
  if (inet_pton(AF_INET6, word.c_str(), address) == 1) return {address, 16};
  if (word.back() == '.') return name_on_the_wire(word);
  if (word.back() == 's') return two_bytes(0) + two_bytes(std::stoul(word));  // seconds
  EXPECT_EQ(word.find_first_not_of("0123456789abcdef"), std::string::npos) << word;
  return hex(word);
}

// %i and %j in `word`: the time that it is repeated, from 0 and from 1.
std::string with_counters(std::string word, size_t time) {
  for (const auto& [sign, number] : {std::pair{"%i", time}, std::pair{"%j", time + 1}}) {
    const size_t at = word.find(sign);
    if (at != std::string::npos) word.replace(at, 2, std::to_string(number));
  }
  return decode(word).bytes;
}

class Assembler {
 public:
  Assembler(const std::string& name, const std::string& type)
      : question_(name_on_the_wire(name + '.') + one_word(type) + two_bytes(1)) {}

  Written of(const std::vector<std::string>& words) {
    add(words, 0, words.size(), 0);
    return out_;
  }

 private:
  void add(const std::vector<std::string>& words, size_t at, size_t end, size_t time) {
    for (; at < end; ++at) {
      const std::string& word = words[at];
      if (word.size() > 2 && word.substr(word.size() - 2) == "*(") {
        const auto close = static_cast<size_t>(
            std::find(words.begin() + static_cast<ptrdiff_t>(at), words.end(), ")") -
            words.begin());
        for (size_t i = 0; i < std::stoul(word); ++i) add(words, at + 1, close, i);
        at = close;
      } else if (word == "[") {
        open_ = out_.bytes.size();
        out_.bytes += two_bytes(0);
      } else if (word == "]") {
        out_.bytes.replace(open_, 2, two_bytes(out_.bytes.size() - open_ - 2));
      } else if (word == "^") {
        out_.mark = out_.bytes.size();
      } else if (word == "Q") {
        out_.bytes += question_;
      } else if (word.substr(0, 6) == "reply:") {
        out_.bytes += hex("123481800001") + two_bytes(std::stoul(word.substr(6))) +
                      std::string(4, '\0') + question_;
      } else {
        out_.bytes += one_word(with_counters(word, time));
      }
    }
  }

  std::string question_;
  Written out_;
  size_t open_ = 0;  // where the size of the data stands that is being written
};

}  // namespace

Written dns_bytes(const std::string& words, const std::string& name, const std::string& type) {
  return Assembler(name, type).of(words_of(words));
}

}  // namespace sparekey::test
