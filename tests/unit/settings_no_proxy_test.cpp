// SPDX-License-Identifier: Apache-2.0
// Which services the environment keeps from the proxy.
#include "settings/no_proxy.hpp"

#include <gtest/gtest.h>

namespace sparekey {
namespace {

struct NoProxyRow {
  const char* host;
  const char* list;
  bool listed;
};

TEST(NoProxy, ListsHostsDomainsAndAddresses) {
  constexpr NoProxyRow kRows[] = {
      {"id.example.com", "", false},
      {"id.example.com", "id.example.com", true},
      {"id.example.com", "ID.Example.COM", true},
      {"id.example.com", "example.com", true},
      {"id.example.com", ".example.com", true},
      {"example.com", ".example.com", true},
      {"id.example.com", "ample.com", false},
      {"example.com", "id.example.com", false},
      {"id.example.com", "other.example,  example.com", true},
      {"id.example.com", "other.example\texample.com,", true},
      {"id.example.com", ",,", false},
      // A port narrows it; the service's own is 443 unless it names another.
      {"id.example.com", "example.com:443", true},
      {"id.example.com", "example.com:8443", false},
      {"id.example.com:8443", "example.com:8443", true},
      {"id.example.com:8443", "example.com", true},
      {"id.example.com", "*", true},
      {"id.example.com", "*:443", true},
      {"id.example.com", "*:8443", false},
      {"id.example.com", "*:x", false},
      {"id.example.com", "*:99999", false},
      {"id.example.com", "*.example.com", false},
      {"192.0.2.1", "192.0.2.1", true},
      {"192.0.2.1", "192.0.2.2", false},
      {"192.0.2.1", "0.2.1", false},
      {"192.0.2.1", "192.0.2.0/24", false},
      {"192.0.2.1:444", "192.0.2.1:444", true},
      {"192.0.2.1", "2001:db8::1", false},
      {"[2001:db8::1]", "2001:db8::1", true},
      {"[2001:db8::1]", "2001:DB8:0::1", true},
      {"[2001:db8::1]", "[2001:db8::1]", true},
      {"[2001:db8::1]", "[2001:db8::1]:443", true},
      {"[2001:db8::1]", "[2001:db8::1]:444", false},
      {"[2001:db8::1]", "2001:db8::2", false},
      {"[2001:db8::1]", "192.0.2.1", false},
      // What is none of these matches nothing.
      {"id.example.com", "https://id.example.com", false},
      {"id.example.com", "id.example.com:0", false},
      {"id.example.com", ".", false},
      {"id example.com", "*", false},
  };
  for (const NoProxyRow& row : kRows)
    EXPECT_EQ(is_in_no_proxy(row.host, row.list), row.listed) << row.host << " in " << row.list;
}

}  // namespace
}  // namespace sparekey
