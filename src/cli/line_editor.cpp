// SPDX-License-Identifier: Apache-2.0
#include "cli/line_editor.hpp"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/text.hpp"
#include "cli/quiet_mode.hpp"
#include "cli/terminal.hpp"
#include "settings/columns.hpp"
#include "settings/interrupt.hpp"

namespace sparekey::cli {
namespace {

constexpr int kTickMs = 200;
constexpr char kBell = '\a';
constexpr size_t kRoom = 8;  // columns for an answer, beside running times

class Editor {
 public:
  Editor(const Prompt& prompt, Session& session, Buffer* line)
      : prompt_(prompt),
        session_(session),
        terminal_(session.terminal),
        out_(session.dialogue),
        line_(*line),
        rewrites_(can_rewrite_lines(out_.descriptor())) {
    line_.clear();
  }

  LineEnd run() {
    terminal_.settle_typed_ahead();
    if (prompt_.countdown != nullptr) shown_ = prompt_.countdown(prompt_.context);
    out_.flush();
    out_.wrap_at(0);  // typing does not wait for a word's end
    decide_times();
    active_at_ms_ = escape_at_ms_ = now_ms();  // whoever sees the prompt may count from there
    show();
    while (step()) out_.flush();
    if (end_ == LineEnd::entered) judge();
    if (end_ != LineEnd::entered) line_.clear();
    out_.put('\n');
    out_.flush();
    wrap_lines(&out_);
    return end_;
  }

 private:
  void judge() {
    if (overflowed_) {
      end_ = LineEnd::too_long;
    } else if (!is_utf8(line_.text())) {
      end_ = LineEnd::not_utf8;
    } else if (prompt_.strict && (control_typed_ || !can_be_typed(line_.text()))) {
      end_ = LineEnd::spoiled;
    }
  }

  int64_t now_ms() const { return session_.port.monotonic_ms(session_.port.context); }

  bool over(LineEnd end) {
    end_ = end;
    return false;
  }

  // Nobody goes on with it.
  bool is_idle() const {
    const int64_t idle_ms = session_.settings.idle_ms;
    if (idle_ms == 0 || (prompt_.patient && line_.size == 0)) return false;
    return now_ms() - active_at_ms_ >= idle_ms;
  }

  // How long to wait for a key at most; -1: for ever. Short where a clock is looked at: a device
  // that slept may have missed its time.
  int timeout_ms() const {
    if (terminal_.keys().is_undecided()) {
      const int64_t rest_ms = escape_at_ms_ + kEscapeMs - now_ms();
      return rest_ms <= 0 ? 0 : rest_ms < kTickMs ? static_cast<int>(rest_ms) : kTickMs;
    }
    const bool waits_for_idle =
        session_.settings.idle_ms > 0 && !(prompt_.patient && line_.size == 0);
    return prompt_.countdown != nullptr || waits_for_idle ? kTickMs : -1;
  }

  // False: the line is over.
  bool step() {
    constexpr nfds_t kOwn = 3;
    pollfd watched[kOwn + Wait::kCapacity] = {{STDIN_FILENO, POLLIN, 0},
                                              {interrupt_handle(), POLLIN, 0},
                                              {continued_handle(), POLLIN, 0}};
    nfds_t count = kOwn;
    int timeout = timeout_ms();
    Wait wait;
    if (prompt_.meanwhile != nullptr && !prompt_.meanwhile->step(&wait)) {
      for (int i = 0; i < wait.count; ++i, ++count) {
        const Interest& interest = wait.interests[i];
        const int events = (interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0);
        watched[count] = {interest.handle, static_cast<short>(events), 0};
      }
      const int64_t rest_ms = wait.until_ms - prompt_.meanwhile->now_ms();
      if (timeout < 0 || timeout > kTickMs) timeout = kTickMs;
      if (rest_ms < timeout) timeout = rest_ms > 0 ? static_cast<int>(rest_ms) : 0;
    }
    const bool undecided = terminal_.keys().is_undecided();
    const bool escape_is_due = undecided && now_ms() - escape_at_ms_ >= kEscapeMs;
    const int ready = poll(watched, count, timeout);
    if (interrupted() || out_.failed()) return over(LineEnd::given_up);
    if (ready < 0) return errno == EINTR || over(LineEnd::given_up);
    if (watched[2].revents != 0) return begin_again();
    if (watched[0].revents != 0) return take_byte();
    // Looked at before poll(): what had come by then, poll() has seen.
    if (escape_is_due && terminal_.keys().decide() == Key::escape && prompt_.escapable)
      return over(LineEnd::escaped);
    if (is_idle()) return over(LineEnd::given_up);
    return prompt_.countdown == nullptr || tick();
  }

  // Stopped and continued. How much of a hidden answer was typed nobody can see.
  bool begin_again() {
    take_continued();
    terminal_.distrust_typed_ahead();
    terminal_.settle_typed_ahead();
    if (prompt_.hidden) erase_line();
    out_.put('\n');
    decide_times();
    active_at_ms_ = now_ms();
    show();
    return true;
  }

  bool tick() {
    const int64_t now = prompt_.countdown(prompt_.context);
    if (now == 0 && line_.size == 0) return over(LineEnd::counted_down);
    if (now == shown_) return true;
    shown_ = now;
    // The window may have another size now.
    if (!keep_times() && timed_) rewrite();
    return true;
  }

  bool take_byte() {
    char byte = 0;
    const Key key = terminal_.read_key(&byte);
    if (terminal_.is_gone()) return over(LineEnd::given_up);
    active_at_ms_ = now_ms();
    if (terminal_.keys().is_undecided()) escape_at_ms_ = active_at_ms_;
    const bool goes_on = take(key, byte);
    wipe(&byte, 1);
    return goes_on;
  }

  bool take(Key key, char byte) {
    switch (key) {
      case Key::none:
      case Key::escape:  // Not covered: decide() tells it, take() never does.
        break;
      case Key::character:
        insert(byte);
        break;
      case Key::control:
        control_typed_ = true;
        out_.put(kBell);
        break;
      case Key::enter:
        return over(LineEnd::entered);
      case Key::erase:
        erase_character();
        keep_times();
        break;
      case Key::erase_line:
        erase_line();
        keep_times();
        break;
      case Key::end:
        if (line_.size == 0) return over(LineEnd::given_up);
        out_.put(kBell);
        break;
    }
    return true;
  }

  void insert(char byte) {
    if (line_.size == line_.capacity) {
      overflowed_ = true;
      out_.put(kBell);
      return;
    }
    line_.bytes[line_.size++] = byte;
    if (prompt_.hidden) return;
    if (!keep_times()) out_.put(byte);
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

  void erase_line() {
    while (line_.size > 0) erase_character();
    overflowed_ = control_typed_ = false;
  }

  Text visible() const { return prompt_.hidden ? Text() : line_.text(); }

  size_t width(bool timed) const {
    Output words(Output::kMemoryOnly);
    prompt_.words(prompt_.context, timed, words);
    return columns_of(words.text());
  }

  // A line that wraps cannot be rewritten by going back to its start, and times that cannot be
  // rewritten would be wrong a second later.
  void decide_times() {
    const size_t typed = columns_of(visible());
    timed_ = rewrites_ && prompt_.countdown != nullptr &&
             width(true) + (typed > kRoom ? typed : kRoom) < columns(out_.descriptor());
  }

  // Takes the times away, or brings them back, as what is typed grows and shrinks. True if the line
  // was rewritten for it.
  bool keep_times() {
    const bool before = timed_;
    decide_times();
    if (timed_ == before) return false;
    if (width(false) + columns_of(visible()) >= columns(out_.descriptor())) {
      timed_ = false;
      return false;
    }
    rewrite();
    return true;
  }

  void show() {
    prompt_.words(prompt_.context, timed_, out_);
    out_.put(visible());
    out_.flush();
  }

  void rewrite() {
    out_.put(kLineStart);
    prompt_.words(prompt_.context, timed_, out_);
    out_.put(visible());
    out_.put(kEraseRest);
  }

  const Prompt& prompt_;
  Session& session_;
  Terminal& terminal_;
  Output& out_;
  Buffer& line_;
  const bool rewrites_;
  bool timed_ = false;
  bool overflowed_ = false;
  bool control_typed_ = false;
  LineEnd end_ = LineEnd::entered;
  int64_t shown_ = 0;
  int64_t active_at_ms_ = 0;  // when the last key came
  int64_t escape_at_ms_ = 0;  // when the last ESC came
};

void put_fixed(const void* context, bool, Output& out) {
  out.put(*static_cast<const Text*>(context));
}

}  // namespace

LineEnd read_line(const Prompt& prompt, Session& session, Buffer* line) {
  session.terminal.begin();
  return Editor(prompt, session, line).run();
}

Prompt fixed_prompt(const Text* text) {
  Prompt prompt;
  prompt.words = put_fixed;
  prompt.context = text;
  return prompt;
}

}  // namespace sparekey::cli
