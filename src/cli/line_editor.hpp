// SPDX-License-Identifier: Apache-2.0
// Reads one line from a QuietTerminal: backspace and ^U, with a prompt that may change while the
// person types.
#ifndef SPAREKEY_CLI_LINE_EDITOR_HPP
#define SPAREKEY_CLI_LINE_EDITOR_HPP

#include "cli/buffer.hpp"
#include "cli/output.hpp"
#include "sparekey/client.hpp"

namespace sparekey::cli {

struct Prompt {
  /// Writes the words before the cursor.
  void (*words)(const void* context, Output& out) = nullptr;
  const void* context = nullptr;

  bool hidden = false;  ///< Nothing of what is typed is shown, not even how much.
  bool strict = false;  ///< A control character spoils the line; otherwise it is passed over.

  /// Not null: a number that is asked for several times a second; when it changes, `words` are
  /// written anew. When it is 0 while nothing is typed, the line ends.
  int64_t (*countdown)(const void* context) = nullptr;

  /// Not null: its call, if one is under way, goes on while the person types.
  Client* meanwhile = nullptr;
};

enum class LineEnd : uint8_t {
  entered,
  too_long,      ///< More was typed than the buffer takes; nothing is kept.
  spoiled,       ///< Prompt::strict, and nobody could type it again; nothing is kept.
  counted_down,  ///< Prompt::countdown became 0.
  end_of_input,  ///< ^D on an empty line, or the terminal is gone.
  interrupted,
};

/// Prompts on `out` (flushed by it) and reads a line, without its end, into `line`.
LineEnd read_line(const Prompt& prompt, Output& out, Buffer* line);

/// A prompt that is a text and stays the same; `*text` must stay too.
Prompt fixed_prompt(const Text* text);

}  // namespace sparekey::cli

#endif
