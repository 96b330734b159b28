// SPDX-License-Identifier: Apache-2.0
#include "support/person.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <stdexcept>

#include "support/screen.hpp"
#include "support/temp_dir.hpp"

namespace support {

Person::Person(const Arguments& arguments, const Setup& setup) {
  winsize size{};
  size.ws_col = setup.columns;
  size.ws_row = setup.rows;
  if (openpty(&terminal_, &program_side_, nullptr, nullptr, &size) != 0)
    throw std::runtime_error("no pseudo-terminal");
  fcntl(terminal_, F_SETFD, FD_CLOEXEC);
  fcntl(program_side_, F_SETFD, FD_CLOEXEC);
  before_ = settings();
  if (setup.strips) {
    before_.c_iflag |= ISTRIP;
    set(before_);
  }
  type(setup.typed_before);
  Streams streams;
  streams.in = program_side_;
  streams.out = setup.out < 0 ? program_side_ : setup.out;
  streams.error = setup.error < 0 ? program_side_ : setup.error;
  streams.controlling_terminal = true;
  Environment environment = setup.environment;
  environment.emplace("TERM", "xterm");
  child_ = std::make_unique<Child>(arguments, environment, streams);
}

Person::~Person() {
  child_.reset();
  if (terminal_ >= 0) close(terminal_);
  close(program_side_);
}

void Person::expect(const std::string& text) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  bool running = true;
  for (;;) {
    const size_t found = bytes_.find(text, expected_to_);
    if (found != std::string::npos) {
      expected_to_ = found + text.size();
      return;
    }
    if (!running || std::chrono::steady_clock::now() > end)
      throw std::runtime_error("\"" + text + "\" was never shown. What was shown:\n" + bytes_);
    running = read_some();
  }
}

void Person::type(const std::string& keys) {
  if (write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::runtime_error("the terminal takes no keys");
}

void Person::resize(unsigned short columns) const {
  winsize size{};
  size.ws_col = columns;
  ioctl(program_side_, TIOCSWINSZ, &size);
}

void Person::hold_output(bool held) const { tcflow(program_side_, held ? TCOOFF : TCOON); }

int Person::hang_up() {
  close(terminal_);
  terminal_ = -1;
  return child_->wait();
}

int Person::finish() {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (read_some())
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("the program does not end, " + where() + ". What was shown:\n" +
                               bytes_);
  return child_->wait();
}

std::string Person::where() const {
  if (marked_) return "or what it showed last never came";
  const std::string folder = "/proc/" + std::to_string(id());
  return "its system call is " + read_file(folder + "/syscall") + read_file(folder + "/stack") +
         read_file(folder + "/status");
}

std::string Person::seen() const { return screen(bytes_); }

termios Person::settings() const {
  termios result{};
  if (tcgetattr(program_side_, &result) != 0) throw std::runtime_error("no settings");
  return result;
}

void Person::set(const termios& settings) const {
  if (tcsetattr(program_side_, TCSANOW, &settings) != 0) throw std::runtime_error("no settings");
}

int Person::left_over() const {
  termios raw = settings();
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON);
  set(raw);
  return unread();
}

int Person::unread() const {
  int count = -1;
  ioctl(program_side_, FIONREAD, &count);
  return count;
}

void Person::wait_until_read() const {
  wait_until([this] { return unread() == 0; }, "the keys to be read");
}

bool Person::read_some() {
  // What a program showed reaches this side some time after it ended, on a busy machine. So a mark
  // of our own, which no program shows, is sent behind it.
  constexpr char kMark = '\0';
  if (over_) return false;
  if (!marked_ && child_->poll().has_value()) marked_ = write(program_side_, &kMark, 1) == 1;
  pollfd wanted{terminal_, POLLIN, 0};
  if (::poll(&wanted, 1, 20) <= 0) return true;
  char buffer[4096];
  const ssize_t got = read(terminal_, buffer, sizeof buffer);
  if (got <= 0) return false;
  bytes_.append(buffer, static_cast<size_t>(got));
  over_ = bytes_.back() == kMark;
  if (over_) bytes_.pop_back();
  return !over_;
}

bool same_settings(const termios& a, const termios& b) {
  return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag && a.c_cflag == b.c_cflag &&
         a.c_lflag == b.c_lflag && memcmp(a.c_cc, b.c_cc, sizeof a.c_cc) == 0;
}

}  // namespace support
