// SPDX-License-Identifier: Apache-2.0
#include "settings/output.hpp"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/character.hpp"
#include "base/text.hpp"
#include "base/wipe.hpp"
#include "settings/columns.hpp"
#include "settings/interrupt.hpp"

namespace sparekey {
namespace {

bool write_all(int descriptor, const char* bytes, size_t size) {
  while (size > 0) {
    // A terminal that ^S stopped takes nothing, for as long as it likes: an interrupt must end
    // that, and so must one that came before.
    pollfd watched[2] = {{descriptor, POLLOUT, 0}, {interrupt_handle(), POLLIN, 0}};
    if (poll(watched, 2, interrupted() ? 0 : -1) < 0 && errno != EINTR) return false;
    if (watched[0].revents == 0) {
      if (interrupted()) return false;
      continue;
    }
    const ssize_t written = write(descriptor, bytes, size);
    if (written >= 0) {
      bytes += written;
      size -= static_cast<size_t>(written);
    } else if ((errno != EINTR && errno != EAGAIN) || (errno == EINTR && interrupted())) {
      return false;
    }
  }
  return true;
}

constexpr Range kClosing[] = {
    {'!', '!'},       {')', ')'},       {',', '.'},       {':', ';'},       {'?', '?'},
    {0x2019, 0x2019}, {0x201D, 0x201D}, {0x2026, 0x2026}, {0x3001, 0x3002}, {0x300D, 0x300D},
    {0xFF01, 0xFF01}, {0xFF09, 0xFF09}, {0xFF0C, 0xFF0C}, {0xFF1A, 0xFF1B}, {0xFF1F, 0xFF1F}};
constexpr Range kOpening[] = {
    {'(', '('}, {0x2018, 0x2018}, {0x201C, 0x201C}, {0x300C, 0x300C}, {0xFF08, 0xFF08}};

// Of the character that ends before `end`.
size_t start_of_last(Text text, size_t end) {
  size_t start = end;
  while (start > 0)
    if ((static_cast<unsigned char>(text[--start]) & 0xC0) != 0x80) break;
  return start;
}

}  // namespace

void Output::put(char c) { put(Text(&c, 1)); }

void Output::put(Text text) {
  for (const char c : text) {
    if (wrap_at_ == 0) {
      hold(c);
    } else {
      wrap(c);
    }
  }
}

void Output::hold(char c) {
  if (size_ == sizeof held_) {
    if (descriptor_ == kMemoryOnly) {
      failed_ = true;
      return;
    }
    write_held();
  }
  held_[size_++] = c;
}

void Output::wrap_at(size_t columns) {
  end_word();
  wrap_at_ = columns;
  column_ = 0;
}

void Output::wrap(char c) {
  if (c == '\n' || c == '\r') {
    end_word();
    hold(c);
    column_ = 0;
    word_goes_on_ = false;
  } else if (c == ' ') {
    if (word_size_ > 0) end_word();
    word_goes_on_ = false;
    ++blanks_;
  } else {
    if (word_size_ == sizeof word_) end_word();
    word_[word_size_++] = c;
    break_before_last();
  }
}

// A character of Chinese is a word, with what closes behind it and what opens before it.
void Output::break_before_last() {
  const Text word(word_, word_size_);
  const size_t last = start_of_last(word, word.size());
  if (last == 0) return;
  const Text before = word.substr(start_of_last(word, last), last - start_of_last(word, last));
  const Text character = word.substr(last);
  const uint32_t point = character_at(character, 0).point;
  if (point == kNoCharacter || is_in(kClosing, point)) return;
  if (is_in(kOpening, character_at(before, 0).point)) return;
  if (columns_of(before) < 2 && columns_of(character) < 2) return;
  char kept[4];
  const size_t kept_size = character.size();
  memcpy(kept, character.data(), kept_size);
  word_size_ = last;
  end_word();
  word_goes_on_ = false;
  memcpy(word_, kept, kept_size);
  word_size_ = kept_size;
}

void Output::end_word() {
  const size_t width = columns_of({word_, word_size_});
  if (column_ > 0 && word_size_ > 0 && !word_goes_on_ && column_ + blanks_ + width > wrap_at_) {
    hold('\n');
    column_ = 0;
  } else {
    column_ += blanks_;
    for (; blanks_ > 0; --blanks_) hold(' ');
  }
  blanks_ = 0;
  for (size_t i = 0; i < word_size_; ++i) hold(word_[i]);
  column_ += width;
  word_goes_on_ = word_goes_on_ || word_size_ > 0;
  wipe(word_, word_size_);
  word_size_ = 0;
}

void Output::put_number(int64_t number) {
  // Negated as unsigned: the lowest number has no positive counterpart.
  const auto bits = static_cast<uint64_t>(number);
  if (number < 0) put('-');
  char digits[kMaxDecimalDigits];
  put(to_decimal(number < 0 ? 0 - bits : bits, digits));
}

void Output::flush() {
  end_word();
  if (descriptor_ != kMemoryOnly) write_held();
}

void Output::write_held() {
  if (size_ == 0) return;
  if (!write_all(descriptor_, held_, size_)) failed_ = true;
  wipe(held_, size_);
  size_ = 0;
}

}  // namespace sparekey
