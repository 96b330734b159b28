// SPDX-License-Identifier: Apache-2.0
// The sockets of port/posix: what each failure of the system is told as, and that no descriptor is
// lost by it.
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

#include "lookup_run.hpp"
#include "posix/sockets.hpp"
#include "sparekey/posix.hpp"
#include "system_calls.hpp"

namespace sparekey::test {
namespace {

constexpr Address kThisMachine = {4, {127, 0, 0, 1}, 0};

class PosixSockets : public testing::Test {
 protected:
  void SetUp() override {
    reset_system_calls();
    descriptors_ = open_descriptors();
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in name = {};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof name;
    ASSERT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&name), size), 0);
    ASSERT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&name), &size), 0);
    tcp_port_ = ntohs(name.sin_port);
  }
  void TearDown() override {
    close(listener_);
    EXPECT_EQ(open_descriptors(), descriptors_);
  }

  int start(const Address& address = kThisMachine) {
    return port_.connect_start(port_.context, &address, tcp_port_, &connection_);
  }
  int wait_for_result() {
    pollfd writable = {connection_, POLLOUT, 0};
    poll(&writable, 1, -1);
    return port_.connect_result(port_.context, connection_);
  }
  // Connected, with the peer's end in `peer_`.
  void connect() {
    ASSERT_EQ(listen(listener_, 1), 0);
    ASSERT_NE(start(), kPortFailed);
    peer_ = accept(listener_, nullptr, nullptr);
    ASSERT_EQ(wait_for_result(), kPortOk);
  }
  void end() {
    port_.close(port_.context, connection_);
    if (peer_ >= 0) close(peer_);
  }
  int send() { return port_.send(port_.context, connection_, "x", 1); }
  int receive() {
    char byte;
    return port_.receive(port_.context, connection_, &byte, 1);
  }

  Port port_ = posix_port_without_names();
  Handle connection_ = kNoHandle;
  int listener_ = -1;
  int peer_ = -1;
  uint16_t tcp_port_ = 0;
  int descriptors_ = 0;
};

TEST_F(PosixSockets, WithoutADescriptorToSpareNothingBegins) {
  system_calls().failures["socket"] = {EMFILE};
  EXPECT_EQ(start(), kPortFailed);
  EXPECT_EQ(connection_, kNoHandle);
}

TEST_F(PosixSockets, ANetworkOutOfReachFailsAtOnceAndLeavesNothingOpen) {
  system_calls().failures["connect"] = {ENETUNREACH};
  EXPECT_EQ(start(), kPortFailed);
  EXPECT_EQ(connection_, kNoHandle);
  // TCP to a multicast address is refused by the system itself.
  EXPECT_EQ(start(Address{4, {224, 0, 0, 1}, 0}), kPortFailed);
  EXPECT_EQ(connection_, kNoHandle);
}

TEST_F(PosixSockets, AnInterruptedConnectGoesOn) {
  ASSERT_EQ(listen(listener_, 1), 0);
  system_calls().failures["connect"] = {EINTR};
  EXPECT_EQ(start(), kPortAgain);
  EXPECT_EQ(wait_for_result(), kPortOk);
  end();
}

TEST_F(PosixSockets, WhatNobodyListensToIsRefusedAndStaysSo) {
  ASSERT_NE(start(), kPortFailed);
  EXPECT_EQ(wait_for_result(), kPortFailed);
  EXPECT_EQ(send(), kPortFailed);
  end();
}

TEST_F(PosixSockets, AResultThatIsAskedForTooEarlyIsNotYetOne) {
  connect();
  const auto result = [this](int peer_error, int receive_error) {
    system_calls().failures["getpeername"] = {peer_error};
    system_calls().failures["recv"] = {receive_error};
    return port_.connect_result(port_.context, connection_);
  };
  EXPECT_EQ(result(ENOTCONN, EAGAIN), kPortAgain);
  EXPECT_EQ(result(ENOTCONN, EINTR), kPortAgain);
  EXPECT_EQ(result(ENOTCONN, ECONNREFUSED), kPortFailed);
  EXPECT_EQ(result(ENOTCONN, ETIMEDOUT), kPortFailed);
  EXPECT_EQ(result(EBADF, 0), kPortFailed);
  // Connected in between, with something to read: that stays to be read.
  ASSERT_EQ(::send(peer_, "y", 1, 0), 1);
  pollfd readable = {connection_, POLLIN, 0};
  poll(&readable, 1, -1);
  EXPECT_EQ(result(ENOTCONN, 0), kPortAgain);
  EXPECT_EQ(result(0, 0), kPortOk);
  system_calls().failures.clear();
  EXPECT_EQ(receive(), 1);
  end();
}

TEST_F(PosixSockets, WhatWouldWaitOrWasInterruptedIsTriedAgain) {
  connect();
  EXPECT_EQ(receive(), kPortAgain);
  for (const char* const call : {"send", "recv"}) {
    for (const int error : {EAGAIN, EINTR}) {
      system_calls().failures[call] = {error};
      EXPECT_EQ(strcmp(call, "send") == 0 ? send() : receive(), kPortAgain) << call << error;
    }
    for (const int error : {ECONNRESET, ETIMEDOUT, EPIPE, ENOBUFS}) {
      system_calls().failures[call] = {error};
      EXPECT_EQ(strcmp(call, "send") == 0 ? send() : receive(), kPortFailed) << call << error;
    }
  }
  EXPECT_EQ(send(), 1);
  end();
}

TEST_F(PosixSockets, AnEndIsTheirsOrAFailure) {
  connect();
  shutdown(peer_, SHUT_WR);
  pollfd readable = {connection_, POLLIN, 0};
  poll(&readable, 1, -1);
  EXPECT_EQ(receive(), kPortClosed);
  EXPECT_EQ(receive(), kPortClosed);
  // A reset.
  const linger at_once = {1, 0};
  setsockopt(peer_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(peer_);
  peer_ = -1;
  poll(&readable, 1, -1);
  while (send() == 1) {
  }
  EXPECT_EQ(send(), kPortFailed);  // and no SIGPIPE, which would have ended the test
  end();
}

TEST_F(PosixSockets, NoCallMovesMoreThanAnIntCanSay) {
  connect();
  // Nobody writes to it, so the pages beyond what is sent never exist.
  constexpr size_t kMost = (size_t{1} << 30) + 4096;
  void* const bytes =
      mmap(nullptr, kMost, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(bytes, MAP_FAILED);
  const int sent = port_.send(port_.context, connection_, bytes, kMost);
  munmap(bytes, kMost);
  EXPECT_GT(sent, 0);
  EXPECT_LE(sent, 1 << 30);
  end();
}

}  // namespace
}  // namespace sparekey::test
