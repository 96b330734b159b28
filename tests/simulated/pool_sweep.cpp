// SPDX-License-Identifier: Apache-2.0
// Pools of every size, each in a process of its own, since a process has one pool: the client
// works, or says that memory ran out. From some size on it works at every size, and pool_needed()
// is beyond.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>

#include "sparekey/pool.hpp"
#include "support/attempt.hpp"
#include "support/device.hpp"
#include "world.hpp"

namespace sparekey::test {
namespace {

struct Case {
  const char* name;
  int tls_version;
  KeyKind keys;
  KeyKind root_key;
  ChainKey largest;
};

void PrintTo(const Case& a_case, std::ostream* out) { *out << a_case.name; }

// What a child process ends with.
enum Ending : int { kWorked, kOutOfMemory, kOtherwise, kNotGivenBack, kNoPool };

class PoolSweep : public testing::TestWithParam<Case> {
 protected:
  PoolSweep() : policy_(make("policy", root_)), intermediate_(make("intermediate", policy_)) {
    CertificateSpec leaf;
    leaf.key = GetParam().keys;
    tls_ = ServerTls(issue(leaf, intermediate_));
    tls_.above = {intermediate_.certificate, policy_.certificate};
    tls_.min_version = tls_.max_version = GetParam().tls_version;
  }

  static CertificateSpec spec(const char* name, KeyKind key) {
    CertificateSpec spec = authority(name);
    spec.key = key;
    return spec;
  }
  static Credential make(const char* name, const Credential& issuer) {
    return issue(spec(name, GetParam().keys), issuer);
  }

  // What the child does: calls over a first connection, and over a second that is not resumed.
  Ending recover() {
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
    if (result.code == Code::out_of_memory) return kOutOfMemory;
    std::fprintf(stderr, "code %d: %s\n", static_cast<int>(result.code), result.detail);
    return kOtherwise;
  }

  // The wait status of a child with such a pool.
  int with_pool(size_t size) {
    const pid_t child = fork();
    if (child == 0) {
      // Exactly as large, for AddressSanitizer.
      const std::unique_ptr<unsigned char[]> pool(new unsigned char[size]);
      _exit(size < 32 || use_pool(pool.get(), size) ? recover() : kNoPool);
    }
    int status = -1;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return status;
  }

 private:
  const Credential root_ = self_signed(spec("root", GetParam().root_key));
  const Credential policy_;
  const Credential intermediate_;
  ServerTls tls_;
};

TEST_P(PoolSweep, WorksOrRunsOutOfMemory) {
  const size_t needed = pool_needed(GetParam().largest);
  size_t worked_from = 0;
  for (size_t size = 0; size <= needed + 1024; size += 64) {
    const int status = with_pool(size);
    ASSERT_TRUE(WIFEXITED(status)) << size << ": ended by signal " << WTERMSIG(status);
    const int ending = WEXITSTATUS(status);
    ASSERT_TRUE(ending == kWorked || ending == kOutOfMemory) << size << ": ending " << ending;
    if (ending == kOutOfMemory) worked_from = size + 64;
  }
  EXPECT_GT(worked_from, 20'000u) << "this can have measured nothing";
  EXPECT_LE(worked_from, needed) << "pool_needed() is too little";
  std::printf("%s: works from %zu on, pool_needed() is %zu\n", GetParam().name, worked_from,
              needed);
}

std::vector<Case> cases() {
  std::vector<Case> cases;
  const auto add = [&cases](int version, const char* ec, const char* p384, const char* rsa,
                            const char* rsa_4096) {
    cases.push_back({ec, version, KeyKind::p256, KeyKind::p256, ChainKey::ec});
    cases.push_back({p384, version, KeyKind::p384, KeyKind::p384, ChainKey::ec});
    cases.push_back({rsa, version, KeyKind::rsa2048, KeyKind::rsa2048, ChainKey::rsa_2048});
    cases.push_back({rsa_4096, version, KeyKind::rsa2048, KeyKind::rsa4096, ChainKey::rsa_4096});
  };
  add(TLS1_2_VERSION, "P256", "P384", "RSA2048", "RSA4096");
  if (SPAREKEY_TLS13)
    add(TLS1_3_VERSION, "P256over13", "P384over13", "RSA2048over13", "RSA4096over13");
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Chains, PoolSweep, testing::ValuesIn(cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sparekey::test
