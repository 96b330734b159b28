// SPDX-License-Identifier: Apache-2.0
// The face for C, used from C: the scenes stand in the C files of this folder. Their world is
// simulated, and their port one of C's that hands on to it.
#include <gtest/gtest.h>

#include <type_traits>

#include "check.h"
#include "simulated/memory_server.hpp"
#include "simulated/world.hpp"
#include "support/crls.hpp"
#include "support/random_source.hpp"

extern "C" void c_failed(const char* file, int line, const char* what, const char* got) {
  ADD_FAILURE_AT(file, line) << what << (*got == '\0' ? "" : ": ") << got;
}

namespace sparekey::test {
namespace {

// The World's port, in C.
sparekey_port in_c(const Port& port) {
  static_assert(sizeof(sparekey_port) == sizeof(Port));
  sparekey_port out;
  memcpy(&out, &port, sizeof out);
  return out;
}

// Of the request's head; "" if it is not there.
std::string field(const Request& request, const std::string& name) {
  const std::string line = "\r\n" + name + ": ";
  const size_t at = request.head.find(line);
  if (at == std::string::npos) return "";
  const size_t begin = at + line.size();
  return request.head.substr(begin, request.head.find("\r\n", begin) - begin);
}

class CFaceTest : public testing::Test {
 protected:
  CFaceTest() {
    stage_.port = &port_;
    stage_.host = kHost;
    stage_.ca_pem = ca_pem_.data();
    stage_.ca_pem_size = ca_pem_.size();
  }

  void TearDown() override {
    EXPECT_EQ(counts_.lookups, 0);
    EXPECT_EQ(counts_.connections, 0);
    EXPECT_FALSE(world_.misuse);
  }

  const Chain chain_ = make_chain();
  const std::string ca_pem_ = chain_.root_pem();
  MemoryService service_{ServerTls(chain_)};
  World world_{service_};
  const Port world_port_ = world_.port();
  const sparekey_port inner_ = in_c(world_port_);
  counting_port counts_;
  const sparekey_port port_ = count_calls(&counts_, &inner_);
  stage stage_{};
};

TEST(CFaceValueTest, ValuesHaveNames) { values_have_names(); }
TEST(CFaceValueTest, LittleHelpers) { little_helpers(); }
TEST(CFaceValueTest, PeopleType) { people_type(); }
TEST(CFaceValueTest, PoolIsGivenOnce) { pool_is_given_once(); }
TEST(CFaceValueTest, NothingIsOpen) { nothing_is_open(); }

TEST_F(CFaceTest, EveryCallBlocking) {
  world_.resolve_takes_ms = 10;
  world_.hosts = {Host::slow};
  every_call_blocking(&stage_);
  ASSERT_EQ(service_.requests.size(), 8u);
  // `random`, the last of them, is asked by none but SM2 where mbedTLS has a source of its own.
  constexpr size_t kRandom = std::extent_v<decltype(counting_port::calls)> - 1;
  for (size_t function = 0; function <= kRandom; ++function)
    EXPECT_TRUE(counts_.calls[function] > 0 || (function == kRandom && !kTlsDrawsFromThePort))
        << function;
}

TEST_F(CFaceTest, SystemTextsEnd) {
  service_.bodies["/api/v3/system"] =
      R"({"rsa":{"publicKey":"R\nR"},"sm2":{"publicKey":"S"},"version":{"server":"1.2.3","x":[1]},)"
      R"("publicIps":["192.0.2.1"]})";
  system_texts_end(&stage_);
}

TEST_F(CFaceTest, RefusalTextsEnd) {
  service_.bodies["/api/v3/pre-check-code"] =
      R"({"statusCode":200,"data":{"isValid":false,"message":"wrong"},"message":"words"})";
  service_.bodies["/api/v3/verify-reset-password-request"] =
      R"({"statusCode":200,"message":"first","requestId":"second","data":{"tokenExpiresIn":5}})";
  service_.bodies["/api/v3/send-email"] =
      R"({"requestId":"r\"2","message":"no such","statusCode":400,"apiCode":2004})";
  service_.bodies["/api/v3/reset-password"] =
      R"({"statusCode":200,"message":"a\u0000b","data":{"success":true}})";
  refusal_texts_end(&stage_);
}

TEST_F(CFaceTest, EveryCallStepwise) {
  every_call_stepwise(&stage_);
  EXPECT_NE(service_.requests.at(2).body.find("+86"), std::string::npos);
}

TEST_F(CFaceTest, PhasesAreTold) { phases_are_told(&stage_); }
TEST_F(CFaceTest, CallIsCancelled) { call_is_cancelled(&stage_); }
TEST_F(CFaceTest, CompletionBeginsTheNext) { completion_begins_the_next(&stage_); }
TEST_F(CFaceTest, NullsAreEmpty) { nulls_are_empty(&stage_); }
TEST_F(CFaceTest, NumbersAreNoValues) { numbers_are_no_values(&stage_); }
TEST_F(CFaceTest, SizesAreChecked) { sizes_are_checked(&stage_); }

TEST_F(CFaceTest, RecoveryBlocking) {
  recovery_blocking(&stage_);
  const std::string& body = service_.requests.at(3).body;
  EXPECT_NE(body.find("the-token"), std::string::npos) << body;
  EXPECT_NE(body.find("\"rsa\""), std::string::npos) << body;
}

TEST_F(CFaceTest, RecoveryStepwise) { recovery_stepwise(&stage_); }

TEST_F(CFaceTest, RecoveryKeepsSilent) {
  service_.bodies["/api/v3/send-email"] =
      R"({"requestId":"r\"2","message":"no such","statusCode":400,"apiCode":2004})";
  recovery_keeps_silent(&stage_);
}

TEST_F(CFaceTest, RecoveryReadsOldResults) {
  // The answer comes bit by bit, into where the old one lay.
  service_.record_size = 8;
  world_.again_every_other = true;
  recovery_reads_old_results(&stage_);
  ASSERT_EQ(service_.requests.size(), 2u);
  EXPECT_EQ(service_.requests[0].body, service_.requests[1].body);
}

TEST_F(CFaceTest, RecoveryIsEnded) { recovery_is_ended(&stage_); }

// Each option of the configuration arrives: what it changes is seen at the other end.
TEST_F(CFaceTest, OptionsArrive) {
  sparekey_config config = config_for(&stage_);
  config.userpool_id = "pool";
  config.access_token = "bearer";
  config.brand = SPAREKEY_BRAND_GENAUTH;
  config.language = SPAREKEY_LANGUAGE_JA_JP;
  config.connect_to = "elsewhere.example.test:8443";
  const sparekey_recipient person = {"alice@example.com", nullptr, nullptr};
  for (const char* name : {static_cast<const char*>(nullptr), "", "kiosk"}) {
    config.client_name = name;
    ASSERT_EQ(
        sparekey_open(&stage_.client, &config, &port_, stage_.memory, sizeof stage_.memory, nullptr)
            .code,
        SPAREKEY_CODE_OK);
    EXPECT_EQ(sparekey_send_code(&stage_.client, &person).code, SPAREKEY_CODE_OK);
  }
  sparekey_close(&stage_.client);
  ASSERT_EQ(service_.requests.size(), 3u);
  const Request& request = service_.requests.front();
  EXPECT_EQ(field(request, "x-genauth-app-id"), "demo-app");
  EXPECT_EQ(field(request, "x-genauth-userpool-id"), "pool");
  EXPECT_EQ(field(request, "authorization"), "Bearer bearer");
  EXPECT_EQ(field(request, "x-genauth-lang"), "ja-JP");
  EXPECT_EQ(field(request, "x-genauth-request-from"), "sparekey");
  EXPECT_EQ(field(service_.requests[1], "x-genauth-request-from"), "");
  EXPECT_EQ(field(service_.requests[2], "x-genauth-request-from"), "kiosk");
}

TEST_F(CFaceTest, TimeoutAndIdleLimitArrive) {
  const sparekey_recipient person = {"alice@example.com", nullptr, nullptr};
  for (const auto& [limit_ms, idle_ms, connections] :
       {std::tuple{0, 44'000, 1u}, {0, 46'000, 2u}, {5, 4, 1u}, {5, 6, 2u}, {-1, 0, 2u}}) {
    sparekey_config config = config_for(&stage_);
    config.idle_limit_ms = limit_ms;
    ASSERT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);
    ASSERT_EQ(
        sparekey_open(&stage_.client, &config, &port_, stage_.memory, sizeof stage_.memory, nullptr)
            .code,
        SPAREKEY_CODE_OK);
    EXPECT_EQ(sparekey_send_code(&stage_.client, &person).code, SPAREKEY_CODE_OK);
    world_.now_ms += idle_ms;
    EXPECT_EQ(sparekey_send_code(&stage_.client, &person).code, SPAREKEY_CODE_OK);
    EXPECT_EQ(sparekey_client_statistics(&stage_.client).connections, connections) << limit_ms;
  }
  service_.mute = true;
  for (const auto& [asked_ms, takes_ms] : {std::pair{0, 30'000}, {777, 777}}) {
    sparekey_config config = config_for(&stage_);
    config.timeout_ms = asked_ms;
    ASSERT_EQ(
        sparekey_open(&stage_.client, &config, &port_, stage_.memory, sizeof stage_.memory, nullptr)
            .code,
        SPAREKEY_CODE_OK);
    const int64_t begun_ms = world_.now_ms;
    EXPECT_EQ(sparekey_send_code(&stage_.client, &person).code, SPAREKEY_CODE_TIMED_OUT);
    EXPECT_EQ(world_.now_ms - begun_ms, takes_ms);
  }
  sparekey_close(&stage_.client);
}

TEST_F(CFaceTest, TrustIsAsConfigured) {
  sparekey_config config = config_for(&stage_);
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);

  // Anchors in DER: another, then the right one.
  const std::string other = der_of(self_signed(authority("other")).certificate);
  const std::string root = der_of(chain_.root.certificate);
  const auto bytes = [](const std::string& der) {
    return sparekey_bytes{reinterpret_cast<const uint8_t*>(der.data()), der.size()};
  };
  const sparekey_bytes ders[] = {bytes(other), bytes(root)};
  config.ca_pem = nullptr;
  config.ca_ders = ders;
  config.ca_der_count = 1;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_CERTIFICATE_UNTRUSTED);
  config.ca_der_count = 2;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);

  sparekey_pin pins[2] = {};
  config.pins = pins;
  config.pin_count = 2;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_PIN_MISMATCH);
  ASSERT_TRUE(sparekey_parse_pin(pin_text_of(chain_.leaf.certificate).c_str(), &pins[1]));
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);

  world_.wall_clock_s = 0;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_CLOCK_NOT_SET);
  config.clock_policy = SPAREKEY_CLOCK_NOT_BEFORE_BUILD;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);
  config.clock_policy = SPAREKEY_CLOCK_IGNORE_DATES;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_OK);
  config.pin_count = 0;
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_BAD_ARGUMENT);
}

TEST_F(CFaceTest, RevocationListsAreChecked) {
  const std::string der = make_crl(revoking(chain_.leaf), chain_.intermediate);
  sparekey_config config = config_for(&stage_);
  config.crls = sparekey_crls_from_der(reinterpret_cast<const uint8_t*>(der.data()), der.size());
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_CERTIFICATE_REVOKED);
  std::string pem = pem_of_crl(der);
  config.crls = sparekey_crls_from(reinterpret_cast<uint8_t*>(pem.data()), pem.size());
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_CERTIFICATE_REVOKED);
  std::string broken = "no list";
  config.crls = sparekey_crls_from(reinterpret_cast<uint8_t*>(broken.data()), broken.size());
  EXPECT_EQ(trusting(&stage_, &config), SPAREKEY_CODE_UNREADABLE_FILE);
}

}  // namespace
}  // namespace sparekey::test
