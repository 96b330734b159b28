// SPDX-License-Identifier: Apache-2.0
#include "settings/columns.hpp"

#include "base/character.hpp"

namespace sparekey {
namespace {

// Unicode's East Asian Width W and F, in few rows.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
};
constexpr Range kNoWidth[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

}  // namespace

size_t columns_of(Text text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size();) {
    const Character character = character_at(text, i);
    const size_t width = is_in(kWide, character.point) ? 2 : 1;
    if (!is_in(kNoWidth, character.point)) count += width;
    i += character.size;
  }
  return count;
}

}  // namespace sparekey
