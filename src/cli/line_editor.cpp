// SPDX-License-Identifier: Apache-2.0
#include "cli/line_editor.hpp"

#include <errno.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.hpp"
#include "cli/interrupt.hpp"
#include "cli/terminal.hpp"

namespace sparekey::cli {
namespace {

constexpr int kTickMs = 200;
constexpr char kEscape = 0x1b;
constexpr char kBell = '\a';

class Editor {
 public:
  Editor(const Prompt& prompt, Output& out, Buffer* line)
      : prompt_(prompt), out_(out), line_(*line), rewrites_(can_rewrite_lines(out.descriptor())) {
    line_.clear();
  }

  LineEnd run() {
    if (prompt_.countdown != nullptr) shown_ = prompt_.countdown(prompt_.context);
    prompt_.words(prompt_.context, out_);
    out_.flush();
    while (step()) out_.flush();
    if (end_ == LineEnd::entered) judge();
    if (end_ != LineEnd::entered) line_.clear();
    out_.put('\n');
    out_.flush();
    return end_;
  }

 private:
  void judge() {
    if (overflowed_) {
      end_ = LineEnd::too_long;
    } else if (prompt_.strict && (control_typed_ || !can_be_typed(line_.text()))) {
      end_ = LineEnd::spoiled;
    }
  }

  bool over(LineEnd end) {
    end_ = end;
    return false;
  }

  // False: the line is over.
  bool step() {
    pollfd watched[2 + Wait::kCapacity] = {{STDIN_FILENO, POLLIN, 0},
                                           {interrupt_handle(), POLLIN, 0}};
    nfds_t count = 2;
    int timeout_ms = prompt_.countdown == nullptr ? -1 : kTickMs;
    Wait wait;
    if (prompt_.meanwhile != nullptr && !prompt_.meanwhile->step(&wait)) {
      for (int i = 0; i < wait.count; ++i, ++count) {
        const Interest& interest = wait.interests[i];
        const int events = (interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0);
        watched[count] = {interest.handle, static_cast<short>(events), 0};
      }
      const int64_t rest_ms = wait.until_ms - prompt_.meanwhile->now_ms();
      if (rest_ms < kTickMs) timeout_ms = rest_ms > 0 ? static_cast<int>(rest_ms) : 0;
      if (timeout_ms < 0) timeout_ms = kTickMs;
    }
    const int ready = poll(watched, count, timeout_ms);
    if (interrupted()) return over(LineEnd::interrupted);
    if (ready < 0) return errno == EINTR || over(LineEnd::end_of_input);
    if (watched[0].revents != 0) return take_key();
    return prompt_.countdown == nullptr || tick();
  }

  bool tick() {
    const int64_t now = prompt_.countdown(prompt_.context);
    if (now == 0 && line_.size == 0) return over(LineEnd::counted_down);
    if (now == shown_) return true;
    shown_ = now;
    if (rewrites_) redraw();
    return true;
  }

  // Byte by byte: what was typed ahead of the next prompt stays in the terminal.
  bool take_key() {
    char key;
    const ssize_t got = read(STDIN_FILENO, &key, 1);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (got <= 0) return over(LineEnd::end_of_input);
    if (escape_ != Escape::none) {
      pass_over_escape(key);
    } else if (key == '\n' || key == '\r') {
      return over(LineEnd::entered);
    } else if (key == 0x04) {  // ^D
      if (line_.size == 0) return over(LineEnd::end_of_input);
      out_.put(kBell);
    } else if (key == 0x7f || key == '\b') {
      erase_character();
    } else if (key == 0x15) {  // ^U
      while (line_.size > 0) erase_character();
    } else if (key == kEscape) {
      escape_ = Escape::begun;
    } else {
      insert(key);
    }
    wipe(&key, 1);
    return true;
  }

  // Arrow keys and the like send ESC [ … letter or ESC O letter; they mean nothing here.
  void pass_over_escape(char key) {
    if (escape_ == Escape::begun && (key == '[' || key == 'O')) {
      escape_ = Escape::inside;
    } else if (escape_ == Escape::begun || (key >= 0x40 && key <= 0x7e)) {
      escape_ = Escape::none;
    }
  }

  void insert(char key) {
    if (has_controls(Text(&key, 1))) {
      control_typed_ = true;
      out_.put(kBell);
    } else if (line_.size == line_.capacity) {
      overflowed_ = true;
      out_.put(kBell);
    } else {
      line_.bytes[line_.size++] = key;
      if (!prompt_.hidden) out_.put(key);
    }
  }

  void erase_character() {
    if (line_.size == 0) return;
    size_t first = line_.size - 1;
    while (first > 0 && is_continuation(line_.bytes[first])) --first;
    const size_t width = columns_of(line_.text().substr(first));
    wipe(line_.bytes + first, line_.size - first);
    line_.size = first;
    // What did not fit is lost, so one erased character does not make the rest right.
    if (first == 0) overflowed_ = control_typed_ = false;
    if (prompt_.hidden) return;
    for (size_t i = 0; i < width; ++i) out_.put("\b \b");
  }

  void redraw() {
    Output words(Output::kMemoryOnly);
    prompt_.words(prompt_.context, words);
    const Text typed = prompt_.hidden ? Text() : line_.text();
    // A line that wraps cannot be rewritten by going back to its start.
    if (columns_of(words.text()) + columns_of(typed) >= columns(out_.descriptor())) return;
    out_.put(kLineStart);
    out_.put(words.text());
    out_.put(typed);
    out_.put(kEraseRest);
  }

  enum class Escape : uint8_t { none, begun, inside };

  const Prompt& prompt_;
  Output& out_;
  Buffer& line_;
  const bool rewrites_;
  bool overflowed_ = false;
  bool control_typed_ = false;
  Escape escape_ = Escape::none;
  LineEnd end_ = LineEnd::entered;
  int64_t shown_ = 0;
};

void put_fixed(const void* context, Output& out) { out.put(*static_cast<const Text*>(context)); }

}  // namespace

LineEnd read_line(const Prompt& prompt, Output& out, Buffer* line) {
  return Editor(prompt, out, line).run();
}

Prompt fixed_prompt(const Text* text) {
  Prompt prompt;
  prompt.words = put_fixed;
  prompt.context = text;
  return prompt;
}

}  // namespace sparekey::cli
