// SPDX-License-Identifier: Apache-2.0
#include "cli/key_decoder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sparekey::cli {
namespace {

using Keys = std::vector<Key>;

Keys keys_of(KeyDecoder& decoder, const std::string& bytes) {
  Keys keys;
  for (const char byte : bytes)
    if (const Key key = decoder.take(byte); key != Key::none) keys.push_back(key);
  return keys;
}

Keys keys_of(const std::string& bytes) {
  KeyDecoder decoder;
  return keys_of(decoder, bytes);
}

TEST(KeyDecoder, EachKeyMeansOneThing) {
  EXPECT_EQ(keys_of("a"), Keys({Key::character}));
  EXPECT_EQ(keys_of("\xe5\xaf\x86"), Keys({Key::character, Key::character, Key::character}));
  EXPECT_EQ(keys_of("\x7f\b\x15\x04"), Keys({Key::erase, Key::erase, Key::erase_line, Key::end}));
  EXPECT_EQ(keys_of("\x01\x1a"), Keys({Key::control, Key::control}));
}

TEST(KeyDecoder, CrLfAndBothAreOneEnter) {
  EXPECT_EQ(keys_of("\r"), Keys({Key::enter}));
  EXPECT_EQ(keys_of("\n"), Keys({Key::enter}));
  EXPECT_EQ(keys_of("\r\n"), Keys({Key::enter}));
  EXPECT_EQ(keys_of("\r\n\r\n"), Keys({Key::enter, Key::enter}));
  EXPECT_EQ(keys_of("\r\r"), Keys({Key::enter, Key::enter}));
  EXPECT_EQ(keys_of("\n\n"), Keys({Key::enter, Key::enter}));
  EXPECT_EQ(keys_of("\r\n\n"), Keys({Key::enter, Key::enter}));
  EXPECT_EQ(keys_of({"\r\0\r\0a", 5}), Keys({Key::enter, Key::enter, Key::character}));
  EXPECT_EQ(keys_of("\ra\n"), Keys({Key::enter, Key::character, Key::enter}));
}

TEST(KeyDecoder, CrLfThatTheSystemTurnedIntoTwoLfIsOneEnter) {
  KeyDecoder decoder;
  decoder.expect_cooked(4);
  EXPECT_EQ(keys_of(decoder, "a\n\nb"), Keys({Key::character, Key::enter, Key::character}));
  EXPECT_EQ(keys_of(decoder, "\n\n"), Keys({Key::enter, Key::enter}));
}

// What keyboards send: none of it is text, and none is Esc.
TEST(KeyDecoder, FunctionKeysMeanNothing) {
  for (const std::string key :
       {"\x1b[A", "\x1b[D", "\x1bOA", "\x1bOP", "\x1bO5P", "\x1b[3~", "\x1b[1;5C", "\x1b[15;2~",
        "\x1b[[A", "\x1b[200~", "\x1b[201~", "\x1b[M", "\x1b[?1;2c", "\x1b[I", "\x1bx", "\x1bO ",
        "\x1b\x1b[A", "\x1b\x1bOA", "\x1b[27;5;9~"}) {
    KeyDecoder decoder;
    for (size_t i = 0; i < key.size(); ++i) {
      EXPECT_EQ(decoder.take(key[i]), Key::none) << key << " at " << i;
      // Only behind a bare ESC can it still be the key Esc.
      EXPECT_EQ(decoder.is_undecided(), key[i] == '\x1b') << key << " at " << i;
    }
    EXPECT_EQ(keys_of(decoder, "a\r"), Keys({Key::character, Key::enter})) << key;
  }
}

TEST(KeyDecoder, EscIsAnEscWithNothingBehindIt) {
  KeyDecoder decoder;
  EXPECT_EQ(decoder.take('\x1b'), Key::none);
  ASSERT_TRUE(decoder.is_undecided());
  EXPECT_EQ(decoder.decide(), Key::escape);
  EXPECT_FALSE(decoder.is_undecided());
  EXPECT_EQ(keys_of(decoder, "[A"), Keys({Key::character, Key::character}));
}

TEST(KeyDecoder, AnEscThatWasThrownAwayIsNoneButItsKeyIsStillPassedOver) {
  KeyDecoder decoder;
  decoder.take('\x1b');
  decoder.forget();
  EXPECT_EQ(decoder.decide(), Key::none);
  decoder.take('\x1b');
  decoder.forget();
  EXPECT_EQ(keys_of(decoder, "[3~a"), Keys({Key::character}));
  decoder.take('\x1b');
  EXPECT_EQ(decoder.decide(), Key::escape);
}

TEST(KeyDecoder, ControlsEndASequence) {
  EXPECT_EQ(keys_of("\x1b\r"), Keys({Key::enter}));
  EXPECT_EQ(keys_of("\x1b[3\r"), Keys({Key::enter}));
  EXPECT_EQ(keys_of("\x1b[3\x04"), Keys({Key::end}));
  EXPECT_EQ(keys_of("\x1b\xc3\xa9"), Keys({Key::character, Key::character}));
  EXPECT_EQ(keys_of("\x1b[3\x7f"), Keys({Key::erase}));
  EXPECT_EQ(keys_of("\x1bO\x7f"), Keys({Key::erase}));
}

}  // namespace
}  // namespace sparekey::cli
