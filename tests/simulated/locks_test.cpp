// SPDX-License-Identifier: Apache-2.0
// A server that must be refused, and an mbedTLS that lets one precaution after the other slip: what
// is left must do.
#include <mbedtls/ssl.h>

#include "support/attempt.hpp"
#include "world_test.hpp"

namespace {

struct {
  bool goes_on = false;      // whatever is wrong with the chain
  bool forgets = false;      // what it found wrong
  bool asks_nobody = false;  // the judge is never called
} g_mbedtls;

}  // namespace

// The linker leads the library's calls here (--wrap).
extern "C" {
void __real_mbedtls_ssl_conf_authmode(mbedtls_ssl_config* config, int mode);
void __wrap_mbedtls_ssl_conf_authmode(mbedtls_ssl_config* config, int mode);
void __wrap_mbedtls_ssl_conf_authmode(mbedtls_ssl_config* config, int mode) {
  __real_mbedtls_ssl_conf_authmode(config, g_mbedtls.goes_on ? MBEDTLS_SSL_VERIFY_OPTIONAL : mode);
}

uint32_t __real_mbedtls_ssl_get_verify_result(const mbedtls_ssl_context* tls);
uint32_t __wrap_mbedtls_ssl_get_verify_result(const mbedtls_ssl_context* tls);
uint32_t __wrap_mbedtls_ssl_get_verify_result(const mbedtls_ssl_context* tls) {
  return g_mbedtls.forgets ? 0 : __real_mbedtls_ssl_get_verify_result(tls);
}

using Verify = int (*)(void*, mbedtls_x509_crt*, int, uint32_t*);
void __real_mbedtls_ssl_conf_verify(mbedtls_ssl_config* config, Verify verify, void* context);
void __wrap_mbedtls_ssl_conf_verify(mbedtls_ssl_config* config, Verify verify, void* context);
void __wrap_mbedtls_ssl_conf_verify(mbedtls_ssl_config* config, Verify verify, void* context) {
  if (!g_mbedtls.asks_nobody) __real_mbedtls_ssl_conf_verify(config, verify, context);
}
}

namespace sparekey::test {
namespace {

class LocksTest : public WorldTest {
 protected:
  ~LocksTest() override { g_mbedtls = {}; }

  void serve_other_name() {
    CertificateSpec leaf;
    leaf.alt_names = "DNS:other.example.test";
    service_.context = make_context(with_leaf(leaf));
  }

  void expect_refused(Code code) {
    device_.open();
    EXPECT_EQ(outcome(send_code()), trust_refused(code));
    EXPECT_EQ(service_.plain, "");
  }
};

// The wraps alone change nothing, or the tests below would prove nothing.
TEST_F(LocksTest, AGoodServerIsTrustedAllTheSame) {
  g_mbedtls.goes_on = g_mbedtls.forgets = true;
  device_.open();
  EXPECT_EQ(outcome(send_code()), success());
}

// The first lock: mbedTLS itself ends the handshake.
TEST_F(LocksTest, AServerThatIsRefusedNeverFinishesAHandshake) {
  serve_other_name();
  expect_refused(Code::certificate_name_mismatch);
  EXPECT_EQ(service_.handshakes, 0);
}

TEST_F(LocksTest, WhatTheJudgeFoundCountsIfMbedtlsGoesOnAndForgets) {
  serve_other_name();
  g_mbedtls.goes_on = g_mbedtls.forgets = true;
  expect_refused(Code::certificate_name_mismatch);
}

TEST_F(LocksTest, AChainThatNobodyJudgedIsNotTrusted) {
  g_mbedtls.goes_on = g_mbedtls.asks_nobody = true;
  expect_refused(Code::certificate_rejected);
  g_mbedtls.forgets = true;
  expect_refused(Code::certificate_rejected);
}

TEST_F(LocksTest, NorIfItIsOfAServerThatMustBeRefused) {
  serve_other_name();
  g_mbedtls = {true, true, true};
  expect_refused(Code::certificate_rejected);
}

}  // namespace
}  // namespace sparekey::test
