// SPDX-License-Identifier: Apache-2.0
// What the stub resolver reads in resolv.conf and hosts, wherever the pieces end.
#include "posix/stub_files.hpp"

#include <gtest/gtest.h>
#include <net/if.h>

#include "addresses.hpp"
#include "configuration.hpp"

namespace sparekey::test {
namespace {

posix::Servers servers(const std::string& resolv_conf) {
  const Configuration configuration(resolv_conf, "");
  posix::Servers out;
  posix::read_servers(&out);
  return out;
}

Addresses addresses(const std::string& resolv_conf) {
  const posix::Servers out = servers(resolv_conf);
  return to_text(out.addresses, out.count);
}

Addresses hosts(const std::string& content, const char* name, int family = 4, int capacity = 8) {
  const Configuration configuration("", content);
  std::vector<Address> out(static_cast<size_t>(capacity));
  return to_text(out.data(), posix::read_hosts(name, family, out.data(), capacity));
}

TEST(ResolvConf, NamesServers) {
  EXPECT_EQ(addresses("nameserver 192.0.2.1\nnameserver 2001:db8::1\n"),
            (Addresses{"192.0.2.1", "2001:db8::1"}));
  EXPECT_EQ(addresses("nameserver\t 192.0.2.1 \r\n\n  nameserver 192.0.2.2"),
            (Addresses{"192.0.2.1", "192.0.2.2"}));
}

TEST(ResolvConf, OnlyThreeServersAreUsed) {
  EXPECT_EQ(addresses("nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n"
                      "nameserver 192.0.2.4\n"),
            (Addresses{"192.0.2.1", "192.0.2.2", "192.0.2.3"}));
}

TEST(ResolvConf, WhatIsNoServerIsPassedOver) {
  EXPECT_EQ(
      addresses("# nameserver 192.0.2.1\n;nameserver 192.0.2.2\nsearch nameserver 192.0.2.3\n"
                "nameserver fe80::1%none0\nnameserver 192.0.2\nnameserver\nnameservers 192.0.2.4\n"
                "options nameserver 192.0.2.5\nnameserver 192.0.2.6 192.0.2.7 # 192.0.2.8\n"),
      (Addresses{"192.0.2.6"}));
}

TEST(ResolvConf, LinkLocalServerKeepsItsScope) {
  EXPECT_EQ(addresses("nameserver fe80::1%lo\nnameserver fe80::2\n"),
            (Addresses{"fe80::1%" + std::to_string(if_nametoindex("lo")), "fe80::2"}));
}

TEST(ResolvConf, AZoneThatCannotBeOneMakesNoServer) {
  EXPECT_EQ(
      addresses("nameserver fe80::1%a-name-longer-than-any-interface\nnameserver fe80:::1%lo\n"
                "nameserver %lo\nnameserver fe80::1%\nnameserver 192.0.2.6 # the end"),
      (Addresses{"192.0.2.6"}));
}

TEST(ResolvConf, WithoutServersThisMachineIsAsked) {
  EXPECT_EQ(addresses(""), (Addresses{"127.0.0.1"}));
  EXPECT_EQ(addresses("search example.test\n"), (Addresses{"127.0.0.1"}));
  posix::Places none = {"/nonexistent/resolv.conf", "/nonexistent/hosts", 53};
  std::swap(none, posix::places);
  posix::Servers out;
  posix::read_servers(&out);
  Address address;
  EXPECT_EQ(posix::read_hosts("localhost", 4, &address, 1), 0);
  std::swap(none, posix::places);
  EXPECT_EQ(to_text(out.addresses, out.count), (Addresses{"127.0.0.1"}));
}

TEST(ResolvConf, OptionsAreHonouredWithinLimits) {
  const auto options = [](const std::string& text) {
    const posix::Servers out = servers(text);
    return std::make_pair(out.timeout_s, out.rounds);
  };
  EXPECT_EQ(options(""), std::make_pair(2, 2));
  EXPECT_EQ(options("options rotate timeout:5 edns0 attempts:3\n"), std::make_pair(5, 3));
  EXPECT_EQ(options("options timeout:0 attempts:0\n"), std::make_pair(1, 1));
  EXPECT_EQ(options("options timeout:31 attempts:6\n"), std::make_pair(30, 5));
  EXPECT_EQ(options("options timeout:99999999999999999999\n"), std::make_pair(30, 2));
  EXPECT_EQ(options("options timeout: attempts:x\n"), std::make_pair(1, 1));
  EXPECT_EQ(options("timeout:5 attempts:3\n"), std::make_pair(2, 2));
}

TEST(ResolvConf, IsReadWhereverAPieceEnds) {
  for (size_t size = 0; size < 300; ++size) {
    const std::string comment = '#' + std::string(size, 'x');
    const posix::Servers out =
        servers(comment + "\nnameserver 192.0.2.1\noptions timeout:7\nnameserver 2001:db8::1");
    EXPECT_EQ(to_text(out.addresses, out.count), (Addresses{"192.0.2.1", "2001:db8::1"})) << size;
    EXPECT_EQ(out.timeout_s, 7) << size;
  }
}

TEST(Hosts, KnowAllNamesOfALine) {
  const std::string content =
      "127.0.0.1 localhost\n::1 localhost ip6-localhost\n"
      "192.0.2.1\tapi.example.test  api # other.example.test\n";
  EXPECT_EQ(hosts(content, "api.example.test"), (Addresses{"192.0.2.1"}));
  EXPECT_EQ(hosts(content, "api"), (Addresses{"192.0.2.1"}));
  EXPECT_EQ(hosts(content, "other.example.test"), Addresses());
  EXPECT_EQ(hosts(content, "localhost"), (Addresses{"127.0.0.1"}));
  EXPECT_EQ(hosts(content, "localhost", 6), (Addresses{"::1"}));
}

TEST(Hosts, KnowNoCase) {
  EXPECT_EQ(hosts("192.0.2.1 Api.EXAMPLE.test\n", "aPI.example.TEST"), (Addresses{"192.0.2.1"}));
}

TEST(Hosts, WhatIsNotTheNameIsNot) {
  const std::string content =
      "192.0.2.1 xapi api.x ap api-\n192.0.2.2\napi 192.0.2.3\n192.0.2 api\n#192.0.2.4 api\n"
      "192.0.2.5#api\nfe80::1%none0 api\nfe80::1% api\n192.0.2.6 " +
      std::string(254, 'a') + '\n';
  EXPECT_EQ(hosts(content, "api"), Addresses());
  EXPECT_EQ(hosts(content, "api", 6), Addresses());
  EXPECT_EQ(hosts(content, "192.0.2.2"), Addresses());
  EXPECT_EQ(hosts(content, std::string(253, 'a').c_str()), Addresses());
}

TEST(Hosts, LinkLocalAddressKeepsItsScope) {
  EXPECT_EQ(hosts("fe80::1%lo box.local\n2001:db8::1 box.local\n", "box.local", 6),
            (Addresses{"fe80::1%" + std::to_string(if_nametoindex("lo")), "2001:db8::1"}));
}

TEST(Hosts, LongestNameIsKnown) {
  const std::string name(253, 'a');
  EXPECT_EQ(hosts("192.0.2.1 " + name, name.c_str()), (Addresses{"192.0.2.1"}));
}

TEST(Hosts, EachLineGivesOneAddressUpToTheCapacity) {
  std::string content;
  for (int i = 1; i <= 9; ++i) content += "192.0.2." + std::to_string(i) + " api api\n";
  EXPECT_EQ(hosts(content, "api").size(), 8u);
  EXPECT_EQ(hosts(content, "api", 4, 2), (Addresses{"192.0.2.1", "192.0.2.2"}));
}

TEST(Hosts, AreReadWhereverAPieceEnds) {
  for (size_t size = 0; size < 300; ++size) {
    const std::string line = "192.0.2.9 " + std::string(size, 'x');
    EXPECT_EQ(hosts(line + "\n192.0.2.1 api.example.test", "api.example.test"),
              (Addresses{"192.0.2.1"}))
        << size;
  }
}

}  // namespace
}  // namespace sparekey::test
