// SPDX-License-Identifier: Apache-2.0
// mbedTLS's own error, which a Result passes on for whoever has to look into it.
#include <mbedtls/ssl.h>
#include <mbedtls/x509.h>

#include "world_test.hpp"

namespace sparekey::test {
namespace {

using NativeTest = WorldTest;

TEST_F(NativeTest, IsNothingIfNothingOfTlsFailed) {
  EXPECT_EQ(send_code().native, 0);
  world_.resolve_status = kPortNotFound;
  device_.open();
  const Result unresolved = send_code();
  EXPECT_EQ(unresolved.code, Code::name_not_resolved);
  EXPECT_EQ(unresolved.native, 0);
}

TEST_F(NativeTest, OfAHandshakeIsToldOnce) {
  Device device("", make_chain().root_pem());
  device.port = world_.port();
  device.open();
  const Result untrusted = device.client().send_code(by_email());
  EXPECT_EQ(untrusted.code, Code::certificate_untrusted);
  EXPECT_EQ(untrusted.native, MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
  world_.resolve_status = kPortNotFound;
  EXPECT_EQ(device.client().send_code(by_email()).native, 0);
}

TEST_F(NativeTest, OfAKeptConnectionIsToldWhetherItSendsOrReceives) {
  for (const char call : {'S', 'R'}) {
    ASSERT_EQ(outcome(send_code()), success());
    world_.trace.clear();
    ASSERT_EQ(outcome(send_code()), success());
    const size_t at = world_.trace.find(call);
    ASSERT_NE(at, std::string::npos);
    world_.io_calls = 0;
    world_.fail_at_io_call = static_cast<int>(at) + 1;
    world_.fails_for_good = true;
    const Result lost = send_code();
    EXPECT_EQ(lost.code, Code::connection_lost) << call;
    EXPECT_EQ(lost.delivery, Delivery::unknown);
    EXPECT_EQ(lost.native, MBEDTLS_ERR_SSL_CONN_EOF) << call;
    world_.fails_for_good = false;
    world_.fail_at_io_call = 0;
    EXPECT_EQ(send_code().native, 0);
  }
}

}  // namespace
}  // namespace sparekey::test
