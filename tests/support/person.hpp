// SPDX-License-Identifier: Apache-2.0
// A person at a terminal: reads what a program shows, and types.
#ifndef SPAREKEY_TESTS_SUPPORT_PERSON_HPP
#define SPAREKEY_TESTS_SUPPORT_PERSON_HPP

#include <termios.h>

#include <memory>
#include <string>

#include "support/child.hpp"

namespace support {

constexpr const char* kControlC = "\x03";
constexpr const char* kControlD = "\x04";

class Person {
 public:
  struct Setup {
    Environment environment;
    int out = -1;    // instead of the terminal, unless -1
    int error = -1;  // the same
    unsigned short columns = 100;
    unsigned short rows = 30;
    bool strips = false;            // bytes of their eighth bit
    std::string typed_before = {};  // the program starts
  };

  // Starts the program with a pseudo-terminal as its controlling terminal.
  explicit Person(const Arguments& arguments) : Person(arguments, Setup()) {}
  Person(const Arguments& arguments, const Setup& setup);
  ~Person();
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;

  // Waits until `text` appears after what was expected before. Throws, with the transcript, if
  // it does not come or the program ends first.
  void expect(const std::string& text);

  void type(const std::string& keys);
  void type_line(const std::string& keys) { type(keys + "\r"); }
  void signal(int number) const { child_->signal(number); }
  pid_t id() const { return child_->id(); }

  void resize(unsigned short columns) const;

  // The line stands still, as by ^S or a modem, or goes on.
  void hold_output(bool held) const;

  // The terminal goes away, with SIGHUP to who sits at it. Returns the program's exit status.
  int hang_up();

  // Reads to the end of the program and returns its exit status.
  int finish();

  // Waits until the program has read every key that was typed.
  void wait_until_read() const;

  // Bytes that were typed and not read: what a shell would get; of a program that reads byte by
  // byte, what it has not come to yet.
  int left_over() const;
  int unread() const;

  // Every byte that was shown, and what is left of it on the screen.
  const std::string& bytes() const { return bytes_; }
  std::string seen() const;

  // The terminal's settings; they outlive the program.
  termios settings() const;
  void set(const termios& settings) const;
  // As they were before the program began, which may have changed them by now.
  const termios& settings_before() const { return before_; }

 private:
  // Takes what there is, waiting a little if there is nothing. False at the end of what was shown.
  bool read_some();

  std::string where() const;

  int terminal_ = -1;
  int program_side_ = -1;  // held open, so that the settings stay
  termios before_{};
  std::string bytes_;
  size_t expected_to_ = 0;
  bool marked_ = false;  // the end of what was shown
  bool over_ = false;    // the mark was read
  std::unique_ptr<Child> child_;
};

bool same_settings(const termios& a, const termios& b);

}  // namespace support

#endif
