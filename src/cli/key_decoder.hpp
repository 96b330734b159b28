// SPDX-License-Identifier: Apache-2.0
// What the bytes from a terminal's keyboard mean, however they arrive.
#ifndef SPAREKEY_CLI_KEY_DECODER_HPP
#define SPAREKEY_CLI_KEY_DECODER_HPP

#include <stdint.h>

namespace sparekey::cli {

enum class Key : uint8_t {
  none,       ///< Not a whole key yet, or one without meaning here: arrows, Delete, F1, Alt+x.
  character,  ///< The byte belongs to a character.
  control,    ///< A control character without meaning here.
  enter,      ///< CR, LF, or CR LF.
  erase,
  erase_line,
  end,     ///< ^D
  escape,  ///< ESC with nothing behind it.
};

class KeyDecoder {
 public:
  Key take(char byte);

  /// The next `count` bytes were typed before the terminal was quiet: CR became LF in them.
  void expect_cooked(int count) { cooked_ = count; }

  /// An ESC has come, and nothing behind it yet: the key Esc, or the beginning of another key.
  bool is_undecided() const { return state_ == State::escape; }

  /// Nothing came behind it for half a second.
  Key decide();

  /// What has come so far is thrown away. Should the rest of a key come yet, it means nothing.
  void forget() { forgotten_ = true; }

 private:
  enum class State : uint8_t { ground, escape, csi_first, csi, last };
  bool take_in_sequence(char byte);
  Key take_in_ground(char byte);

  State state_ = State::ground;
  bool after_cr_ = false;
  bool forgotten_ = false;
  int cooked_ = 0;
};

/// How long nothing must follow an ESC: the slowest serial lines need some time for a key.
constexpr int64_t kEscapeMs = 500;

}  // namespace sparekey::cli

#endif
