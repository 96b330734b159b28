// SPDX-License-Identifier: Apache-2.0
// Link-local addresses mean nothing without their scope: getaddrinfo gives it (for a .local name by
// nss-mdns, say), and connect needs it.
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

#include "lookup_run.hpp"
#include "posix/sockets.hpp"

namespace sparekey::test {
namespace {

TEST(LinkLocal, KeepsTheScopeThatGetaddrinfoGives) {
  const unsigned loopback = if_nametoindex("lo");
  const LookupOutcome outcome = look_up("fe80::1%lo", {});
  ASSERT_EQ(outcome.status, kPortOk);
  EXPECT_EQ(outcome.addresses, (Addresses{"fe80::1%" + std::to_string(loopback)}));
  EXPECT_EQ(look_up("2001:db8::1", {}).addresses, (Addresses{"2001:db8::1"}));
}

// A link-local address of this machine's own, family 0 if it has none.
Address own_link_local() {
  Address out;
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return out;
  for (const ifaddrs* one = list; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET6) continue;
    const Address address = posix::from_sockaddr(one->ifa_addr);
    if (address.bytes[0] == 0xfe && address.bytes[1] == 0x80 && address.scope != 0) out = address;
  }
  freeifaddrs(list);
  return out;
}

TEST(LinkLocal, IsConnectedToThroughItsScope) {
  Address address = own_link_local();
  if (address.family == 0) GTEST_SKIP() << "no interface has a link-local address";
  const int listener = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 name = {};
  name.sin6_family = AF_INET6;
  memcpy(&name.sin6_addr, address.bytes, 16);
  name.sin6_scope_id = address.scope;
  socklen_t size = sizeof name;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&name), size), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&name), &size), 0);
  const uint16_t port = ntohs(name.sin6_port);

  Handle connection = kNoHandle;
  ASSERT_NE(posix::connect_start(nullptr, &address, port, &connection), kPortFailed);
  pollfd writable = {connection, POLLOUT, 0};
  poll(&writable, 1, -1);
  EXPECT_EQ(posix::connect_result(nullptr, connection), kPortOk);
  posix::close(nullptr, connection);

  address.scope = 0;
  EXPECT_EQ(posix::connect_start(nullptr, &address, port, &connection), kPortFailed);
  close(listener);
}

}  // namespace
}  // namespace sparekey::test
