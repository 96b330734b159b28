// SPDX-License-Identifier: Apache-2.0
#include "cli/key_decoder.hpp"

namespace sparekey::cli {
namespace {

constexpr char kEscape = 0x1b;

bool is_printable(char byte) { return byte >= 0x20 && byte <= 0x7e; }

}  // namespace

Key KeyDecoder::take(char byte) {
  if (state_ != State::ground && take_in_sequence(byte)) return Key::none;
  state_ = State::ground;
  return take_in_ground(byte);
}

Key KeyDecoder::decide() {
  state_ = State::ground;
  return forgotten_ ? Key::none : Key::escape;
}

// False: the byte belongs to no sequence, whatever began one. Otherwise ECMA-48 section 5.4, and
// what older keyboards send: ESC O x, ESC [ [ x, and ESC x for Alt and a key.
bool KeyDecoder::take_in_sequence(char byte) {
  if (byte == kEscape) {  // Alt and such a key, or a new one
    state_ = State::escape;
    forgotten_ = false;
    return true;
  }
  if (!is_printable(byte)) return false;
  switch (state_) {
    case State::escape:
      state_ = byte == '[' ? State::csi_first : byte == 'O' ? State::last : State::ground;
      return true;
    case State::csi_first:
      state_ = State::csi;
      if (byte == '[') state_ = State::last;
      [[fallthrough]];
    case State::csi:
      if (state_ == State::csi && byte >= 0x40) state_ = State::ground;
      return true;
    case State::last:
      // Shift and the like stand before the key's letter as a digit.
      if (byte < '0' || byte > ';') state_ = State::ground;
      return true;
    // Not covered: take() asks only within a sequence.
    case State::ground:
      break;
  }
  return false;  // Not covered: as above.
}

Key KeyDecoder::take_in_ground(char byte) {
  // Telnet sends CR NUL for a CR that stands alone (RFC 854).
  const bool behind_cr = after_cr_ && (byte == '\n' || byte == '\0');
  const bool was_cr = byte == '\r' || (byte == '\n' && cooked_ > 0);
  if (cooked_ > 0) --cooked_;
  after_cr_ = was_cr && !behind_cr;
  if (behind_cr) return Key::none;
  switch (byte) {
    case '\r':
    case '\n':
      return Key::enter;
    case 0x04:
      return Key::end;
    case '\b':
    case 0x7f:
      return Key::erase;
    case 0x15:
      return Key::erase_line;
    case kEscape:
      state_ = State::escape;
      forgotten_ = false;
      return Key::none;
    default:
      return static_cast<unsigned char>(byte) < 0x20 ? Key::control : Key::character;
  }
}

}  // namespace sparekey::cli
