// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

// Another parser reads each escape back, whether RFC 8259 wants it or the command.
TEST(JsonText, AnEscapeIsReadAsItsCharacter) {
  for (unsigned character = 0; character < 0x100; ++character) {
    char escape[kJsonEscapeBytes];
    const std::string quoted =
        '"' + test::str(json_escape(static_cast<uint8_t>(character), escape)) + '"';
    // Printable characters have no escape but the general one.
    std::string expected(1, static_cast<char>(character));
    if (character >= 0x80)
      expected = {static_cast<char>(0xC0 | character >> 6),
                  static_cast<char>(0x80 | (character & 0x3F))};
    EXPECT_EQ(nlohmann::json::parse(quoted), expected) << quoted;
  }
}

TEST(JsonText, WhatMustBeEscaped) {
  for (unsigned character = 0; character < 0x100; ++character) {
    const bool must = character < 0x20 || character == '"' || character == '\\';
    EXPECT_EQ(needs_json_escape(static_cast<char>(character)), must) << character;
  }
}

}  // namespace
}  // namespace sparekey
