// SPDX-License-Identifier: Apache-2.0
#include "settings/no_proxy.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

bool exempt(std::string_view host, std::string_view list) {
  const test::ExactBuffer exact_host(host);
  const test::ExactBuffer exact_list(list);
  return is_in_no_proxy(exact_host.text(), exact_list.text());
}

TEST(NoProxy, NamesCountForAllBelowThem) {
  for (const char* list :
       {"example.com", ".example.com", "EXAMPLE.com", "com", ".com", "a.example.com",
        "other,example.com", "other, example.com ,x", "example.com other", ",,example.com,",
        "x\texample.com", "*", "other,*", "example.com:443", "*:443", ".example.com:443"}) {
    EXPECT_TRUE(exempt("a.example.com", list)) << list;
    EXPECT_TRUE(exempt("https://A.Example.Com", list)) << list;
    EXPECT_TRUE(exempt("HTTPS://a.example.com:443", list)) << list;
  }
  for (const char* list : {"",
                           " ",
                           ",",
                           ".",
                           "..",
                           "other",
                           "b.example.com",
                           "xa.example.com",
                           "x.a.example.com",
                           "ample.com",
                           "example.co",
                           "example.com.",
                           "a.example.co",
                           "example",
                           "*.example.com",
                           "a.*",
                           "example.com:80",
                           "example.com:",
                           "example.com:0",
                           "example.com:x",
                           "example.com:443x",
                           "example.com:99999999999",
                           "https://example.com",
                           "[example.com]x",
                           "[",
                           "]",
                           "[]",
                           ":",
                           ":443",
                           "192.0.2.1",
                           "0.0.0.0/0"}) {
    EXPECT_FALSE(exempt("a.example.com", list)) << list;
  }
  EXPECT_TRUE(exempt("localhost", "localhost,127.0.0.1"));
  EXPECT_FALSE(exempt("notlocalhost", "localhost"));
}

TEST(NoProxy, PortsLimit) {
  EXPECT_TRUE(exempt("example.com:8443", "example.com"));
  EXPECT_TRUE(exempt("example.com:8443", "example.com:8443"));
  EXPECT_FALSE(exempt("example.com:8443", "example.com:443"));
  EXPECT_FALSE(exempt("example.com", "example.com:8443"));
  EXPECT_TRUE(exempt("example.com", "example.com:80,example.com:443"));
}

TEST(NoProxy, AddressesAreThemselves) {
  EXPECT_TRUE(exempt("192.0.2.7", "192.0.2.7"));
  EXPECT_TRUE(exempt("https://192.0.2.7:8443", "192.0.2.7"));
  EXPECT_TRUE(exempt("https://192.0.2.7:8443", "192.0.2.7:8443"));
  EXPECT_TRUE(exempt("192.0.2.7", "*"));
  for (const char* list : {"192.0.2.70", "92.0.2.7", "0.2.7", ".0.2.7", "192.0.2", "192.0.2.0/24",
                           "192.0.2.7:80", "::ffff:192.0.2.7", "192.0.2.*"})
    EXPECT_FALSE(exempt("192.0.2.7", list)) << list;
  for (const char* list : {"2001:db8::7", "[2001:db8::7]", "[2001:DB8:0:0::7]", "2001:db8:0::0007",
                           "[2001:db8::7]:443"})
    EXPECT_TRUE(exempt("https://[2001:db8::7]", list)) << list;
  for (const char* list : {"2001:db8::8", "[2001:db8::7]:80", "[2001:db8::7", "2001:db8::7]",
                           "2001:db8::", "::7", "2001:db8::/32", "[2001:db8::7]443"})
    EXPECT_FALSE(exempt("https://[2001:db8::7]", list)) << list;
  EXPECT_TRUE(exempt("[::1]:8443", "::1"));
}

// The library refuses such hosts; here they only must do no harm.
TEST(NoProxy, HostsThatAreNone) {
  for (const char* host : {"", "https://", "[", "]", "[]", ":", "::", "[::1", "a:b:c", "a:x"})
    EXPECT_FALSE(exempt(host, "example.com,::1,127.0.0.1:443")) << host;
}

}  // namespace
}  // namespace sparekey
