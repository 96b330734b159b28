// SPDX-License-Identifier: Apache-2.0
// Server programs of this machine, in the foreground and on a port of their own.
#ifndef SPAREKEY_PEERS_PROGRAM_HPP
#define SPAREKEY_PEERS_PROGRAM_HPP

#include <memory>
#include <string>

#include "support/child.hpp"
#include "support/sockets.hpp"
#include "support/temp_dir.hpp"

namespace sparekey::test {

// The program's path; empty if it is not installed.
std::string find_program(const std::string& name);

// For SetUp(): the test is skipped if the program is not installed.
void skip_without(const std::string& name);

// A program that listens at one port. What it says is kept in a file.
class Program {
 public:
  // Does not start it yet.
  explicit Program(const std::string& name) : file_(find_program(name)) {}
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const support::TempDir& dir() const { return dir_; }
  std::string address() const { return port_.address(); }

  // Returns when it accepts connections.
  void start(const support::Arguments& arguments);
  // `number`: SIGTERM, SIGKILL and the like.
  void stop(int number);
  void signal(int number) const { child_->signal(number); }

  // What it said on standard output and standard error; shown if the test fails.
  std::string log() const { return support::read_file(dir_.file("log")); }

 private:
  std::string file_;
  support::TempDir dir_;
  ReservedPort port_;
  std::unique_ptr<support::Child> child_;
};

}  // namespace sparekey::test

#endif
