// SPDX-License-Identifier: Apache-2.0
// Pools of every size, each in a process of its own, as a process has one pool: the client works,
// or says that memory ran out, and why. From some size on it always works, and pool_needed() is not
// below it: also for chains like those of public CAs.
#include <gtest/gtest.h>
#include <openssl/obj_mac.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <string>

#include "sparekey/pool.hpp"
#include "support/attempt.hpp"
#include "support/device.hpp"
#include "world.hpp"

namespace sparekey::test {
namespace {

struct Case {
  std::string name;
  int tls_version;
  KeyKind keys;
  KeyKind root_key;
  ChainKey largest;
  int names = 0;  // more than 0: all that public CAs write into certificates, and so many names
};

void PrintTo(const Case& a_case, std::ostream* out) { *out << a_case.name; }

// What a child process ends with.
enum Ending : int { kWorked, kOutOfMemory, kOtherwise, kNotGivenBack, kNoPool, kUnexplained };

class PoolSweep : public testing::TestWithParam<Case> {
 protected:
  PoolSweep() : policy_(make("policy", root_)), intermediate_(make("intermediate", policy_)) {
    CertificateSpec leaf;
    leaf.key = GetParam().keys;
    for (int i = 0; i < GetParam().names; ++i)
      leaf.alt_names += ",DNS:service-" + std::to_string(100 + i) + ".example.com";
    add_public_details(&leaf);
    if (GetParam().names > 0) leaf.more.emplace_back(NID_ct_precert_scts, timestamps());
    Credential server = issue(leaf, intermediate_);
    chain_bytes_ = der_of(server.certificate).size() + der_of(intermediate_.certificate).size() +
                   der_of(policy_.certificate).size();
    tls_ = ServerTls(std::move(server));
    tls_.above = {intermediate_.certificate, policy_.certificate};
    tls_.min_version = tls_.max_version = GetParam().tls_version;
  }

  static CertificateSpec spec(const char* name, KeyKind key) {
    CertificateSpec spec = authority(name);
    spec.key = key;
    return spec;
  }
  static void add_public_details(CertificateSpec* spec) {
    if (GetParam().names == 0) return;
    spec->more = {{NID_info_access,
                   "OCSP;URI:http://ocsp.g2.ca.example.com,"
                   "caIssuers;URI:http://cacerts.ca.example.com/tls-rsa-sha256-2020-g2.crt"},
                  {NID_crl_distribution_points,
                   "URI:http://crl3.ca.example.com/tls-rsa-sha256-2020-g2.crl,"
                   "URI:http://crl4.ca.example.com/tls-rsa-sha256-2020-g2.crl"}};
    spec->policies = "DER:30173008060667810C010202300B06096086480186FD6C0101";
  }
  // Two timestamps of certificate transparency have so many bytes; nobody here looks into them.
  static std::string timestamps() {
    std::string octets = "DER:0481F2";
    for (int i = 0; i < 242; ++i) octets += "5A";
    return octets;
  }
  static Credential make(const char* name, const Credential& issuer) {
    CertificateSpec made = spec(name, GetParam().keys);
    add_public_details(&made);
    return issue(made, issuer);
  }

  // What the child does: calls over a first connection, and over a second that is not resumed.
  Ending recover(bool has_pool) {
    MemoryService service(tls_);
    World world(service);
    Device device("", pem_of(root_.certificate));
    device.port = world.port();
    Result result = device.try_open();
    if (result.ok()) result = device.client().send_code(by_email());
    if (result.ok()) {
      service.context = make_context(tls_);
      world.now_ms += device.config.idle_limit_ms + 1;
      result = device.client().send_code(by_email());
    }
    for (const Encryption encryption : {Encryption::rsa, Encryption::none}) {
      ResetRequest request;
      request.password_reset_token = "the-token";
      request.password = "Passw0rd!";
      request.encryption = encryption;
      if (result.ok()) result = device.client().reset(request);
    }
    if (result.ok() && service.handshakes != 2) return kOtherwise;
    device.client().close();
    if (pool_statistics().bytes != 0) return kNotGivenBack;
    if (result.ok()) return kWorked;
    if (result.code == Code::out_of_memory) {
      const bool is_explained = result.detail != nullptr &&
                                contains(result.detail, has_pool ? "too small" : "use_pool()") &&
                                result.advice == Advice::contact_support;
      return is_explained ? kOutOfMemory : kUnexplained;
    }
    std::fprintf(stderr, "code %d: %s\n", static_cast<int>(result.code), result.detail);
    return kOtherwise;
  }

  // The wait status of a child with such a pool.
  int with_pool(size_t size) {
    const pid_t child = fork();
    if (child == 0) {
      // Exactly as large, for AddressSanitizer.
      const std::unique_ptr<unsigned char[]> pool(new unsigned char[size]);
      const bool has_pool = size >= 32;
      _exit(!has_pool || use_pool(pool.get(), size) ? recover(has_pool) : kNoPool);
    }
    int status = -1;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return status;
  }

 private:
  static bool contains(const char* text, const char* words) {
    return std::strstr(text, words) != nullptr;
  }

  const Credential root_ = self_signed(spec("root", GetParam().root_key));
  const Credential policy_;
  const Credential intermediate_;
  ServerTls tls_;

 protected:
  size_t chain_bytes_ = 0;  // that are sent
};

TEST_P(PoolSweep, WorksOrRunsOutOfMemory) {
  const bool is_public = GetParam().names > 0;
  const size_t needed =
      is_public ? pool_needed(GetParam().largest, chain_bytes_) : pool_needed(GetParam().largest);
  // The smallest pools fail alike, whatever is sent.
  const size_t smallest = is_public ? needed - 12288 : 0;
  size_t worked_from = 0;
  for (size_t size = smallest; size <= needed + 1024; size += 64) {
    const int status = with_pool(size);
    ASSERT_TRUE(WIFEXITED(status)) << size << ": ended by signal " << WTERMSIG(status);
    const int ending = WEXITSTATUS(status);
    ASSERT_TRUE(ending == kWorked || ending == kOutOfMemory) << size << ": ending " << ending;
    if (ending == kOutOfMemory) worked_from = size + 64;
  }
  EXPECT_GT(worked_from, 20'000u) << "this can have measured nothing";
  EXPECT_LE(worked_from, needed) << "pool_needed() is too little";
  std::printf("%s: %zu bytes are sent, works from %zu on, pool_needed() is %zu\n",
              GetParam().name.c_str(), chain_bytes_, worked_from, needed);
}

std::vector<Case> cases() {
  std::vector<Case> cases;
  const auto add = [&cases](const std::string& name, KeyKind keys, KeyKind root, ChainKey largest,
                            int names = 0) {
    cases.push_back({name, TLS1_2_VERSION, keys, root, largest, names});
    if (SPAREKEY_TLS13)
      cases.push_back({name + "over13", TLS1_3_VERSION, keys, root, largest, names});
  };
  add("P256", KeyKind::p256, KeyKind::p256, ChainKey::ec);
  add("P384", KeyKind::p384, KeyKind::p384, ChainKey::ec);
  add("RSA2048", KeyKind::rsa2048, KeyKind::rsa2048, ChainKey::rsa_2048);
  add("RSA4096", KeyKind::rsa2048, KeyKind::rsa4096, ChainKey::rsa_4096);
  add("PublicP256", KeyKind::p256, KeyKind::p256, ChainKey::ec, 40);
  add("PublicRSA2048", KeyKind::rsa2048, KeyKind::rsa2048, ChainKey::rsa_2048, 40);
  add("PublicRSA4096", KeyKind::rsa2048, KeyKind::rsa4096, ChainKey::rsa_4096, 40);
  add("PublicRSA4096of8KB", KeyKind::rsa2048, KeyKind::rsa4096, ChainKey::rsa_4096, 180);
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Chains, PoolSweep, testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace sparekey::test
