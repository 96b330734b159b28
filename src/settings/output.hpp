// SPDX-License-Identifier: Apache-2.0
// A small buffered writer. Unlike stdio it leaves no copy of a token in a buffer that nobody wipes.
#ifndef SPAREKEY_SETTINGS_OUTPUT_HPP
#define SPAREKEY_SETTINGS_OUTPUT_HPP

#include "sparekey/types.hpp"

namespace sparekey {

class Output {
 public:
  /// Writes to a descriptor; to kMemoryOnly: keeps the first bytes for text().
  static constexpr int kMemoryOnly = -1;
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void put(char c);
  void put(Text text);
  void put(const char* text) { put(Text(text)); }
  void put_number(int64_t number);

  /// From now on a line is broken at blanks, and between characters of Chinese, before it has more
  /// than so many columns; 0: never. What is longer than a line, such as a token, stays whole.
  void wrap_at(size_t columns);

  /// Writes what is held and wipes it.
  void flush();

  /// Whether who reads it can read UTF-8; if not, ASCII alone is safe for other people's text.
  void set_utf8(bool on) { utf8_ = on; }
  bool is_utf8() const { return utf8_; }

  /// True once something could not be written; it stays so until that is forgotten.
  bool failed() const { return failed_; }
  void forget_failure() { failed_ = false; }
  int descriptor() const { return descriptor_; }

  Text text() const { return {held_, size_}; }

 private:
  const int descriptor_;
  void hold(char c);
  void wrap(char c);
  void end_word();
  void break_before_last();
  void write_held();

  bool failed_ = false;
  bool utf8_ = true;
  size_t size_ = 0;
  char held_[512];

  size_t wrap_at_ = 0;
  size_t column_ = 0;
  size_t blanks_ = 0;  // before the word
  size_t word_size_ = 0;
  bool word_goes_on_ = false;  // its beginning is on the line already
  char word_[64];              // what is not
};

}  // namespace sparekey

#endif
