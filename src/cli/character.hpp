// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_CHARACTER_HPP
#define SPAREKEY_CLI_CHARACTER_HPP

#include "sparekey/types.hpp"

namespace sparekey::cli {

/// A character of UTF-8 text, or one byte that is not UTF-8.
struct Character {
  size_t size;     ///< bytes
  uint32_t point;  ///< kNoCharacter for what is not UTF-8
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

/// Columns that it takes on a terminal: two for a character of Chinese, Japanese or Korean, none
/// for an accent put on the one before.
size_t columns_of(Text text);

}  // namespace sparekey::cli

#endif
