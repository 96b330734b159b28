// SPDX-License-Identifier: Apache-2.0
#include "base/character.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

// Unicode's Default_Ignorable_Code_Point, which holds the bidirectional controls, the tags and
// whatever else shows nothing of itself; line and paragraph separators; interlinear annotation.
constexpr Range kUnseen[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

}  // namespace

Character character_at(Text text, size_t index) {
  text = text.substr(index);
  const size_t size = utf8_size(text);
  const auto lead = static_cast<uint8_t>(text[0]);
  if (size == 0) return {1, kNoCharacter};
  if (size == 1) return {1, lead};
  uint32_t point = lead & (0x7FU >> size);
  for (size_t i = 1; i < size; ++i) point = point << 6 | (static_cast<uint8_t>(text[i]) & 0x3F);
  return {size, point};
}

bool is_unseen(uint32_t point) { return is_in(kUnseen, point); }

}  // namespace sparekey
