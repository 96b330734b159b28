// SPDX-License-Identifier: Apache-2.0
// Reads one line from a quiet terminal: backspace and ^U, with a prompt that may change while the
// person types.
#ifndef SPAREKEY_CLI_LINE_EDITOR_HPP
#define SPAREKEY_CLI_LINE_EDITOR_HPP

#include "cli/session.hpp"

namespace sparekey::cli {

struct Prompt {
  /// Writes the words before the cursor; with running times only if `timed`: the terminal can
  /// rewrite its lines, and they fit.
  void (*words)(const void* context, bool timed, Output& out) = nullptr;
  const void* context = nullptr;

  bool hidden = false;     ///< Nothing of what is typed is shown, not even how much.
  bool strict = false;     ///< A control character spoils the line; otherwise it is passed over.
  bool escapable = false;  ///< Esc ends the line; otherwise it means nothing.
  bool patient = false;    ///< Before anything is typed, nobody is idle.

  /// Not null: a number that is asked for several times a second; when it changes, the words are
  /// written anew. When it is 0 while nothing is typed, the line ends.
  int64_t (*countdown)(const void* context) = nullptr;

  /// Not null: its call, if one is under way, goes on while the person types.
  Client* meanwhile = nullptr;
};

enum class LineEnd : uint8_t {
  entered,
  too_long,      ///< More was typed than the buffer takes; nothing is kept, here and below.
  spoiled,       ///< Prompt::strict, and nobody could type it again.
  not_utf8,      ///< It cannot be sent.
  counted_down,  ///< Prompt::countdown became 0.
  escaped,       ///< Prompt::escapable, and Esc was pressed.
  given_up,      ///< ^D on an empty line, a signal, idle for too long, or the terminal is gone.
};

/// Prompts on session.dialogue and reads a line, without its end, into `line`.
LineEnd read_line(const Prompt& prompt, Session& session, Buffer* line);

/// A prompt that is a text and stays the same; `*text` must stay too.
Prompt fixed_prompt(const Text* text);

}  // namespace sparekey::cli

#endif
