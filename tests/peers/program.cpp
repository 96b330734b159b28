// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <iostream>
#include <sstream>
#include <stdexcept>

namespace sparekey::test {

std::string find_program(const std::string& name) {
  const char* path = getenv("PATH");
  // Servers are installed in folders that a person's PATH may not have.
  std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/sbin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::string file = folder + '/' + name;
    if (access(file.c_str(), X_OK) == 0) return file;
  }
  return "";
}

void skip_without(const std::string& name) {
  if (find_program(name).empty())
    GTEST_SKIP() << name << " is not installed; `toolchains/setup checks` brings it";
}

Program::~Program() {
  try {
    // Orderly, so that nginx takes its workers along.
    if (child_) stop(SIGTERM);
  } catch (const std::exception&) {
    // The child's destructor kills it.
  }
  if (testing::Test::HasFailure()) std::cerr << file_ << " said:\n" << log();
}

void Program::start(const support::Arguments& arguments) {
  support::Arguments words = {file_};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const Descriptor out(
      open(dir_.file("log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  support::Streams streams;
  streams.out = streams.error = out.get();
  child_ = std::make_unique<support::Child>(words, support::Environment(), streams);
  support::wait_until([this] { return accepts_connections(port_.number()) || child_->poll(); },
                      file_);
  if (child_->poll()) throw std::runtime_error(file_ + " ended: " + log());
}

void Program::stop(int number) {
  child_->signal(number);
  child_->wait();
  child_.reset();
}

}  // namespace sparekey::test
