// SPDX-License-Identifier: Apache-2.0
// The client wipes what it wrote to, and not its whole block: so whatever ends a call, each byte of
// the exchange buffer must be zero, or what was there before the client was opened.
#include "support/answers.hpp"
#include "support/needs.hpp"
#include "support/random_source.hpp"
#include "support/secrets.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

unsigned char before(size_t place) { return static_cast<unsigned char>(0x80 | (place * 29 + 7)); }

const std::string kPassCode = "739154826";
const std::string kPassword = "S3cret-Passw0rd!";
const std::string kToken = "the-token";  // of kVerified
const std::string kCredentials = "kiosk:proxy-pass";
const support::Secrets kSecrets{{"passcode", kPassCode},
                                {"password", kPassword},
                                {"token", kToken},
                                {"proxy credentials", kCredentials}};

class WipeTest : public WorldTest {
 protected:
  WipeTest() : anchor_der_(der_of(chain_.root.certificate)) {
    anchor_ = Bytes{reinterpret_cast<const uint8_t*>(anchor_der_.data()), anchor_der_.size()};
    // An anchor in PEM is decoded into the exchange buffer, and is no secret.
    device_.config.ca_pem = Text();
    device_.config.ca_ders = &anchor_;
    device_.config.ca_der_count = 1;
    device_.config.on_phase_context = this;
    device_.config.on_phase = [](void* self, Phase phase) {
      if (phase == Phase::waiting) static_cast<WipeTest*>(self)->expect_clean("once sent");
    };
    device_.filled_with = before;
    device_.limits.exchange_bytes = 2048;
    device_.limits.json_tokens = 40;
  }

  // The exchange buffer, but for its first bytes.
  void expect_clean(const std::string& when, size_t words = 0) {
    const std::string block = device_.memory();
    const size_t exchange = block.size() - device_.limits.exchange_bytes;
    for (size_t at = exchange + words; at < block.size(); ++at) {
      const auto byte = static_cast<unsigned char>(block[at]);
      if (byte == 0 || byte == before(at)) continue;
      FAIL() << when << ": byte " << at - exchange << " of the exchange buffer is not wiped: '"
             << block.substr(at, 40) << "'";
    }
  }

  void expect_no_secret(const std::string& when) {
    EXPECT_EQ(kSecrets.found_in(device_.memory()), "") << when;
  }

  // What `begun` began, to its end.
  Result finish(const Result& begun) {
    expect_clean("begun");
    expect_no_secret("begun");
    const Result result = begun.ok() ? device_.client().finish() : begun;
    const Kind kind = kind_of(result.code);
    if (kind == Kind::none || kind == Kind::service) return result;  // the answer is there
    const size_t words = result.message.size() + result.request_id.size();
    expect_clean("failed", words == 0 ? 0 : words + 2);
    expect_no_secret("failed");
    return result;
  }

  // A whole recovery; each call is made whatever became of the one before. How many worked.
  int recover(Encryption encryption) {
    Client& client = device_.client();
    int good = finish(client.begin_prepare(encryption)).ok();
    good += finish(client.begin_send_code(by_email())).ok();
    VerifyAnswer verified;
    good += finish(client.begin_verify(by_email(), kPassCode, &verified)).ok();
    ResetRequest request;
    request.password_reset_token = kToken;
    request.password = kPassword;
    request.encryption = encryption;
    good += finish(client.begin_reset(request)).ok();
    client.close();
    expect_clean("closed");
    expect_no_secret("closed");
    return good;
  }
  static constexpr int kCalls = 4;

  // The same in a client of its own.
  int open_and_recover(Encryption encryption = Encryption::rsa) {
    device_.open();
    return recover(encryption);
  }

  // For each send and receive there is: it fails.
  void fail_at_each_io_call() {
    for (const int status : {int{kPortFailed}, int{kPortClosed}}) {
      world_.fail_with = status;
      int n = 1;
      for (bool reached = true; reached && !HasFailure(); ++n) {
        SCOPED_TRACE("call " + std::to_string(n));
        world_.io_calls = 0;
        world_.fail_at_io_call = n;
        open_and_recover();
        reached = world_.io_calls >= n;
      }
      EXPECT_GT(n, 25);
    }
    world_.fail_at_io_call = 0;
  }

  // For each wait there is: the program ends the call.
  void cancel_at_each_wait() {
    world_.most_per_call = 100;
    world_.again_every_other = true;
    int n = 1;
    for (bool reached = true; reached && !HasFailure(); ++n) {
      SCOPED_TRACE("wait " + std::to_string(n));
      world_.waits = 0;
      world_.interrupt_at_wait = n;
      open_and_recover();
      reached = world_.waits >= n;
    }
    EXPECT_GT(n, 25);
    world_.interrupt_at_wait = 0;
  }

  void go_through_a_proxy() {
    device_.config.proxy = "proxy.example.test:3128";
    device_.config.proxy_credentials = kCredentials;
    service_.connected = "HTTP/1.1 200 Connection established\r\n\r\n";
  }

  std::string anchor_der_;
  Bytes anchor_;
};

class CipherTest : public WipeTest, public testing::WithParamInterface<Encryption> {
 protected:
  void SetUp() override {
    if (GetParam() == Encryption::rsa) NEEDS(SPAREKEY_RSA);
    if (GetParam() != Encryption::sm2) return;
    NEEDS(SPAREKEY_SM2);
    // The curve's own base point, as good as any.
    service_.bodies["/api/v3/system"] =
        R"({"sm2":{"publicKey":"0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589)"
        R"(334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"}})";
  }
};

TEST_P(CipherTest, WorksWhateverTheSizes) {
  for (const uint32_t exchange_bytes : {1024u, 4096u, 6144u}) {
    for (const size_t most : {size_t{7}, SIZE_MAX}) {
      SCOPED_TRACE(exchange_bytes);
      device_.limits.exchange_bytes = exchange_bytes;
      device_.limits.read_ahead_bytes = SPAREKEY_READ_AHEAD ? exchange_bytes - 1024 : 0;
      world_.most_per_call = most;
      EXPECT_EQ(open_and_recover(GetParam()), kCalls);
    }
  }
}

TEST_P(CipherTest, FitsOrDoesNot) {
  int partly = 0;
  for (uint32_t exchange_bytes = 16; exchange_bytes < 1200; exchange_bytes += 19) {
    SCOPED_TRACE(exchange_bytes);
    device_.limits.exchange_bytes = exchange_bytes;
    const int good = open_and_recover(GetParam());
    partly += good > 0 && good < kCalls;
  }
  EXPECT_GT(partly, 0);
}

TEST_P(CipherTest, RandomNumbersRunOutAtEachDraw) {
  if (!kTlsDrawsFromThePort) GTEST_SKIP() << "this mbedTLS has a source of its own";
  int n = 1;
  for (bool reached = true; reached && !HasFailure(); ++n) {
    SCOPED_TRACE("draw " + std::to_string(n));
    world_.draws = 0;
    world_.fail_at_draw = n;
    open_and_recover(GetParam());
    reached = world_.draws >= n;
  }
  EXPECT_GT(n, 3);
}

constexpr const char* kNames[] = {"Nothing", "Rsa", "Sm2"};

INSTANTIATE_TEST_SUITE_P(Of, CipherTest,
                         testing::Values(Encryption::none, Encryption::rsa, Encryption::sm2),
                         [](const testing::TestParamInfo<Encryption>& one) {
                           return std::string(kNames[static_cast<size_t>(one.param)]);
                         });

TEST_F(WipeTest, FailedCalls) {
  NEEDS(SPAREKEY_RSA);
  world_.most_per_call = 256;
  fail_at_each_io_call();
}

TEST_F(WipeTest, CancelledCalls) {
  NEEDS(SPAREKEY_RSA);
  cancel_at_each_wait();
}

TEST_F(WipeTest, FailedCallsThroughAProxy) {
  NEEDS(SPAREKEY_RSA && SPAREKEY_PROXY);
  go_through_a_proxy();
  EXPECT_EQ(open_and_recover(), kCalls);
  world_.most_per_call = 100;
  fail_at_each_io_call();
}

TEST_F(WipeTest, CancelledCallsThroughAProxy) {
  NEEDS(SPAREKEY_RSA && SPAREKEY_PROXY);
  go_through_a_proxy();
  cancel_at_each_wait();
}

TEST_F(WipeTest, ProxiesThatRefuseAndBuffersTooSmallForThem) {
  NEEDS(SPAREKEY_RSA && SPAREKEY_PROXY);
  go_through_a_proxy();
  for (const char* answer :
       {"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nand more", "SSH-2.0-OpenSSH_9.2\r\n"}) {
    service_.connected = answer;
    EXPECT_EQ(open_and_recover(), 0);
  }
  for (uint32_t exchange_bytes = 16; exchange_bytes < 300; exchange_bytes += 7) {
    SCOPED_TRACE(exchange_bytes);
    device_.limits.exchange_bytes = exchange_bytes;
    open_and_recover();
  }
}

TEST_F(WipeTest, AnswersThatEchoAndCannotBeRead) {
  NEEDS(SPAREKEY_RSA);
  const std::string echo = kPassCode + ' ' + kPassword + ' ' + kToken;
  const std::string path = "/api/v3/verify-reset-password-request";
  for (const std::string& body :
       {echo, R"({"statusCode":200,"data":")" + echo,
        R"({"statusCode":200,"data":")" + echo + "\"}",
        R"({"data":")" + echo + R"(","statusCode":200,"requestId":"4711","message":"words"})"}) {
    SCOPED_TRACE(body);
    service_.bodies[path] = body;
    EXPECT_EQ(open_and_recover(), kCalls - 1);
  }
  service_.bodies[path] = std::string(1500, ' ') + kVerified;
  service_.trailers = {"a record behind"};
  open_and_recover();
  service_.fields = "content-length: 7\r\n";
  EXPECT_EQ(open_and_recover(), 0);
}

// With an anchor in PEM there is more to be found, until the client is closed.
TEST_F(WipeTest, AnAnchorInPem) {
  NEEDS(SPAREKEY_RSA);
  const std::string pem = chain_.root_pem();
  device_.config.ca_pem = pem;
  device_.config.ca_ders = nullptr;
  device_.config.ca_der_count = 0;
  device_.config.on_phase = nullptr;
  device_.open();
  EXPECT_TRUE(device_.client().prepare(Encryption::rsa).ok());
  VerifyAnswer verified;
  EXPECT_TRUE(device_.client().verify(by_email(), kPassCode, &verified).ok());
  EXPECT_TRUE(reset().ok());
  EXPECT_TRUE(device_.client().begin_prepare(Encryption::none).ok());
  expect_no_secret("begun");
  device_.client().close();
  expect_clean("closed");
  expect_no_secret("closed");
}

}  // namespace
}  // namespace sparekey::test
