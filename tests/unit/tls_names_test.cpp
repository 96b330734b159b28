// SPDX-License-Identifier: Apache-2.0
#include "tls/names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey::tls {
namespace {

TEST(DnsNames, MatchAsRfc9525Says) {
  EXPECT_TRUE(dns_name_matches("example.com", "example.com"));
  EXPECT_TRUE(dns_name_matches("EXAMPLE.com", "example.COM"));
  EXPECT_TRUE(dns_name_matches("*.example.com", "a.example.com"));
  EXPECT_TRUE(dns_name_matches("*.example.com", "A.EXAMPLE.COM"));
}

TEST(DnsNames, NothingElseMatches) {
  for (const char* pattern :
       {"", ".", "*", "*.", "example", "example.co", "xexample.com", ".example.com", "example.com.",
        "*.com", "*example.com", "a*.example.com", "*a.example.com", "a.*.com", "*.*.com", "*.*",
        "a.b.example.com", "**.example.com"})
    EXPECT_FALSE(dns_name_matches(pattern, "a.example.com")) << pattern;
  EXPECT_FALSE(dns_name_matches("*.example.com", "example.com"));
  EXPECT_FALSE(dns_name_matches("*.example.com", "b.a.example.com"));
  EXPECT_FALSE(dns_name_matches("*.example.com", ".example.com"));
  EXPECT_FALSE(dns_name_matches(std::string("a.example.com\0.evil.test", 24), "a.example.com"));
}

}  // namespace
}  // namespace sparekey::tls
