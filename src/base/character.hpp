// SPDX-License-Identifier: Apache-2.0
// Characters of UTF-8, and sets of them.
#ifndef SPAREKEY_BASE_CHARACTER_HPP
#define SPAREKEY_BASE_CHARACTER_HPP

#include "sparekey/types.hpp"

namespace sparekey {

// A character of UTF-8 text, or one byte that is not UTF-8.
struct Character {
  size_t size;     // bytes
  uint32_t point;  // kNoCharacter for what is not UTF-8
};
constexpr uint32_t kNoCharacter = 0xFFFF;
Character character_at(Text text, size_t index);

struct Range {
  uint32_t first;
  uint32_t last;
};

template <size_t count>
bool is_in(const Range (&ranges)[count], uint32_t point) {
  for (const Range& range : ranges)
    if (point >= range.first && point <= range.last) return true;
  return false;
}

// Shows nothing of itself: bidirectional controls, tags, variation selectors, invisible marks and
// operators, separators of lines and paragraphs.
bool is_unseen(uint32_t point);

}  // namespace sparekey

#endif
