// SPDX-License-Identifier: Apache-2.0
// What may be negotiated, and with whom there is nothing to negotiate.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

// TLS alerts (RFC 8446 section 6, RFC 5246 section 7.2).
constexpr int kProtocolVersion = 70;

TEST(Handshake, EcChain) {
  const Chain chain = make_chain();
  const Attempt made = attempt(ServerTls(chain), chain.root_pem());
  EXPECT_EQ(made.outcome, success());
  EXPECT_EQ(made.requests, 1u);
}

TEST(Handshake, RsaChain) {
  CertificateSpec leaf;
  leaf.key = KeyKind::rsa2048;
  const Chain chain = make_chain(leaf, KeyKind::rsa2048);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome, success());
}

TEST(Handshake, RsaChainWithTls12Only) {
  CertificateSpec leaf;
  leaf.key = KeyKind::rsa2048;
  const Chain chain = make_chain(leaf, KeyKind::rsa2048);
  ServerTls tls(chain);
  tls.max_version = TLS1_2_VERSION;
  const Attempt made = attempt(tls, chain.root_pem());
  EXPECT_EQ(made.outcome, success());
  EXPECT_EQ(made.seen.tls_version, "TLSv1.2");
}

TEST(Handshake, P384Chain) {
  CertificateSpec leaf;
  leaf.key = KeyKind::p384;
  leaf.digest = EVP_sha384();
  const Chain chain = make_chain(leaf, KeyKind::p384);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome, success());
}

TEST(Handshake, Tls13Only) {
  if (!client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS offers no TLS 1.3";
  for (const KeyKind key : {KeyKind::p256, KeyKind::rsa2048}) {
    CertificateSpec leaf;
    leaf.key = key;
    const Chain chain = make_chain(leaf, key);
    ServerTls tls(chain);
    tls.min_version = TLS1_3_VERSION;
    const Attempt made = attempt(tls, chain.root_pem());
    EXPECT_EQ(made.outcome, success());
    EXPECT_EQ(made.seen.tls_version, "TLSv1.3");
  }
}

// RFC 5746 or not: what a connection stands for is settled once.
TEST(Handshake, IsNotRepeatedWhateverTheServerAsks) {
  constexpr int kNoRenegotiation = 100;
  const Chain chain = make_chain();
  ServerTls tls(chain);
  tls.max_version = TLS1_2_VERSION;
  bool repeated = true;
  const Attempt made = attempt_script(
      tls,
      [&](Peer& peer) {
        peer.handshake();
        (void)peer.read_request();
        repeated = peer.renegotiate();
        peer.end_tcp();
      },
      chain.root_pem());
  EXPECT_FALSE(repeated);
  EXPECT_EQ(made.outcome.code, Code::handshake_failed);
  EXPECT_EQ(made.seen.alerts, std::vector<int>{kNoRenegotiation});
}

struct Good {
  const char* name;
  KeyKind key;
  const char* cipher;
};

void PrintTo(const Good& c, std::ostream* out) { *out << c.name; }

const Good kGood[] = {
    {"EcdsaAes128", KeyKind::p256, "ECDHE-ECDSA-AES128-GCM-SHA256"},
    {"EcdsaAes256", KeyKind::p256, "ECDHE-ECDSA-AES256-GCM-SHA384"},
    {"RsaAes128", KeyKind::rsa2048, "ECDHE-RSA-AES128-GCM-SHA256"},
    {"RsaAes256", KeyKind::rsa2048, "ECDHE-RSA-AES256-GCM-SHA384"},
#ifdef MBEDTLS_CHACHAPOLY_C
    {"EcdsaChacha", KeyKind::p256, "ECDHE-ECDSA-CHACHA20-POLY1305"},
    {"RsaChacha", KeyKind::rsa2048, "ECDHE-RSA-CHACHA20-POLY1305"},
#endif
};

class GoodCipherTest : public testing::TestWithParam<Good> {};

TEST_P(GoodCipherTest, IsSpoken) {
  CertificateSpec leaf;
  leaf.key = GetParam().key;
  const Chain chain = make_chain(leaf);
  ServerTls tls(chain);
  tls.max_version = TLS1_2_VERSION;
  tls.ciphers = GetParam().cipher;
  EXPECT_EQ(attempt(tls, chain.root_pem()).outcome, success());
}

INSTANTIATE_TEST_SUITE_P(Tls12, GoodCipherTest, testing::ValuesIn(kGood), case_name<Good>);

struct Bad {
  const char* name;
  int max_version;
  const char* ciphers;
  const char* signature_algorithms;
  const char* groups;
};

void PrintTo(const Bad& c, std::ostream* out) { *out << c.name; }

const Bad kBad[] = {
    {"Tls10Only", TLS1_VERSION, "", "", ""},
    {"Tls11Only", TLS1_1_VERSION, "", "", ""},
    {"StaticRsaGcm", TLS1_2_VERSION, "AES128-GCM-SHA256", "", ""},
    {"StaticRsaGcm256", TLS1_2_VERSION, "AES256-GCM-SHA384", "", ""},
    {"StaticRsaCbc", TLS1_2_VERSION, "AES128-SHA256:AES128-SHA", "", ""},
    {"CbcSha1", TLS1_2_VERSION, "ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA", "", ""},
    {"CbcSha256", TLS1_2_VERSION, "ECDHE-RSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384", "", ""},
    {"Ccm", TLS1_2_VERSION, "DHE-RSA-AES128-CCM:DHE-RSA-AES128-CCM8", "", ""},
    {"FiniteField", TLS1_2_VERSION, "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384", "", ""},
    {"Camellia", TLS1_2_VERSION, "ECDHE-RSA-CAMELLIA128-SHA256", "", ""},
    {"Anonymous", TLS1_2_VERSION, "AECDH-AES128-SHA:ADH-AES128-GCM-SHA256", "", ""},
    {"Sha1InTheKeyExchange", TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "RSA+SHA1", ""},
    {"Sha224InTheKeyExchange", TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "RSA+SHA224", ""},
    {"Secp256k1", TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "", "secp256k1"},
    {"BrainpoolP256r1", TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "", "brainpoolP256r1"},
    {"Secp224r1", TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "", "secp224r1"},
};

class BadHandshakeTest : public testing::TestWithParam<Bad> {};

TEST_P(BadHandshakeTest, Fails) {
  CertificateSpec leaf;
  leaf.key = KeyKind::rsa2048;
  const Chain chain = make_chain(leaf);
  ServerTls tls(chain);
  tls.max_version = GetParam().max_version;
  tls.ciphers = GetParam().ciphers;
  tls.signature_algorithms = GetParam().signature_algorithms;
  tls.groups = GetParam().groups;
  const Attempt made = attempt(tls, chain.root_pem());
  EXPECT_EQ(made.outcome, trust_refused(Code::handshake_failed));
  EXPECT_FALSE(made.seen.handshake_done);
}

INSTANTIATE_TEST_SUITE_P(Servers, BadHandshakeTest, testing::ValuesIn(kBad), case_name<Bad>);

// A ServerHello of TLS 1.1 that picks a suite which the client did offer: only the floor under the
// version can object, and says so in its alert.
TEST(Handshake, OlderVersionIsRefusedWhateverTheSuite) {
  std::string alert;
  const Chain chain = make_chain();
  const Attempt made = attempt_script(
      ServerTls(chain),
      [&](Peer& peer) {
        peer.read_raw();
        const std::string hello = std::string("\x02\x00\x00\x26\x03\x02", 6) +
                                  std::string(32, 'r') + std::string("\x00\xC0\x2F\x00", 4);
        peer.send_raw(std::string("\x16\x03\x02\x00", 4) + static_cast<char>(hello.size()) + hello);
        alert = peer.read_raw();
      },
      chain.root_pem());
  EXPECT_EQ(made.outcome, trust_refused(Code::handshake_failed));
  ASSERT_GE(alert.size(), 7u);
  EXPECT_EQ(alert[0], 0x15);
  EXPECT_EQ(alert[6], kProtocolVersion);
}

struct Noise {
  const char* name;
  std::string bytes;
  Code code;
};

void PrintTo(const Noise& c, std::ostream* out) { *out << c.name; }

const Noise kNoise[] = {
    {"PlainHttp", "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n", Code::handshake_failed},
    {"Html", "<html><body>no</body></html>", Code::handshake_failed},
    {"Ssh", "SSH-2.0-OpenSSH_9.2\r\n", Code::handshake_failed},
    {"FatalAlert", std::string("\x15\x03\x03\x00\x02\x02\x28", 7), Code::handshake_failed},
    {"CloseNotify", std::string("\x15\x03\x03\x00\x02\x01\x00", 7), Code::handshake_failed},
    {"RecordTooLarge", std::string("\x16\x03\x03\xFF\xFF", 5) + std::string(100, 'x'),
     Code::handshake_failed},
    {"TcpEnd", "", Code::connection_lost},
    {"TcpEndInARecord", std::string("\x16\x03\x03\x00\x40\x02", 6), Code::connection_lost},
};

class NoiseTest : public testing::TestWithParam<Noise> {};

TEST_P(NoiseTest, InsteadOfAHandshake) {
  const Chain chain = make_chain();
  const Attempt made = attempt_script(
      ServerTls(chain),
      [&](Peer& peer) {
        peer.read_raw();
        peer.send_raw(GetParam().bytes);
      },
      chain.root_pem());
  EXPECT_EQ(made.outcome, trust_refused(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(Servers, NoiseTest, testing::ValuesIn(kNoise), case_name<Noise>);

}  // namespace
}  // namespace sparekey::test
