// SPDX-License-Identifier: Apache-2.0
#include "support/screen.hpp"

#include <regex>
#include <stdexcept>
#include <vector>

namespace support {
namespace {

// One line, each cell a UTF-8 character; a wide one is followed by an empty cell.
class Line {
 public:
  void put(const std::string& character) {
    put_cell(character);
    if (static_cast<unsigned char>(character[0]) >= 0xE1) put_cell("");
  }
  void go_to_start() { at_ = 0; }
  void go_back() { at_ -= at_ > 0 ? 1 : 0; }
  void erase_rest() { cells_.resize(std::min(at_, cells_.size())); }
  std::string text() const {
    std::string result;
    for (const std::string& cell : cells_) result += cell;
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
  }

 private:
  void put_cell(const std::string& cell) {
    if (at_ >= cells_.size()) cells_.resize(at_ + 1);
    cells_[at_++] = cell;
  }
  std::vector<std::string> cells_;
  size_t at_ = 0;
};

size_t character_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

std::string screen(const std::string& bytes) {
  const std::string erase = "\x1b[K";
  std::string result;
  Line line;
  for (size_t i = 0; i < bytes.size();) {
    const char c = bytes[i];
    if (bytes.compare(i, erase.size(), erase) == 0) {
      line.erase_rest();
      i += erase.size();
      continue;
    }
    size_t size = 1;
    if (c == '\n') {
      result += line.text() + '\n';
      line = Line();
    } else if (c == '\r') {
      line.go_to_start();
    } else if (c == '\b') {
      line.go_back();
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      size = character_size(c);
      line.put(bytes.substr(i, size));
    } else if (c != '\a') {
      throw std::runtime_error("a control character on the screen: " + std::to_string(c));
    }
    i += size;
  }
  return result + line.text();
}

std::string without_times(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9]+:[0-5][0-9]"), "M:SS");
}

}  // namespace support
