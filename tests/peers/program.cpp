// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <iostream>
#include <sstream>
#include <stdexcept>

namespace sparekey::test {
namespace {

sockaddr_in loopback(uint16_t tcp_port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(tcp_port);
  return address;
}

Descriptor tcp_socket() { return Descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

bool accepts(uint16_t tcp_port) {
  sockaddr_in address = loopback(tcp_port);
  const Descriptor probe = tcp_socket();
  return connect(probe.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

std::string find_program(const std::string& name) {
  const char* path = getenv("PATH");
  // Servers are installed in folders that a person's PATH may not have.
  std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/sbin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string file = folder + '/' + name;
    if (access(file.c_str(), X_OK) == 0) return file;
  }
  return "";
}

void skip_without(const std::string& name) {
  if (find_program(name).empty())
    GTEST_SKIP() << name << " is not installed; `toolchains/setup checks` brings it";
}

ReservedPort::ReservedPort() : descriptor_(tcp_socket()) {
  const int on = 1;
  setsockopt(descriptor_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address = loopback(0);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  if (bind(descriptor_.get(), generic, size) != 0 ||
      getsockname(descriptor_.get(), generic, &size) != 0)
    throw std::runtime_error("no free port");
  number_ = ntohs(address.sin_port);
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
  support::wait_until([this] { return accepts(port_.number()) || child_->poll(); }, file_);
  if (child_->poll()) throw std::runtime_error(file_ + " ended: " + log());
}

void Program::stop(int number) {
  child_->signal(number);
  child_->wait();
  child_.reset();
}

}  // namespace sparekey::test
