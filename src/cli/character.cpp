// SPDX-License-Identifier: Apache-2.0
#include "cli/character.hpp"

#include "base/text.hpp"

namespace sparekey::cli {
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

Character character_at(Text text, size_t index) {
  const auto lead = static_cast<uint8_t>(text[index]);
  if (lead < 0x80) return {1, lead};
  const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const Text bytes = text.substr(index, size);
  if (bytes.size() < size || !is_utf8(bytes)) return {1, kNoCharacter};
  uint32_t point = lead & (0x7FU >> size);
  for (size_t i = 1; i < size; ++i) point = point << 6 | (static_cast<uint8_t>(bytes[i]) & 0x3F);
  return {size, point};
}

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

}  // namespace sparekey::cli
