// SPDX-License-Identifier: Apache-2.0
// c-ares as the resolver, against a name server of the test's own.
#include <ares.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lookup_run.hpp"
#include "support/temp_dir.hpp"

namespace {

std::string resolv_conf;
uint16_t port = 0;
int patience_ms = 20'000;  // with the first try

}  // namespace

// The linker lets ares_init_options end here (--wrap), so that another file and port are used.
extern "C" {
int __real_ares_init_options(ares_channel* channel, ares_options* options, int mask);
int __wrap_ares_init_options(ares_channel* channel, ares_options* options, int mask);

int __wrap_ares_init_options(ares_channel* channel, ares_options* options, int mask) {
  if (!resolv_conf.empty()) {
    options->resolvconf_path = resolv_conf.data();
    options->udp_port = options->tcp_port = port;
    options->timeout = patience_ms;
    options->tries = 2;
    mask |= ARES_OPT_RESOLVCONF | ARES_OPT_UDP_PORT | ARES_OPT_TCP_PORT | ARES_OPT_TIMEOUTMS |
            ARES_OPT_TRIES;
  }
  return __real_ares_init_options(channel, options, mask);
}
}

namespace sparekey::test {
namespace {

class CaresLookup : public testing::Test {
 protected:
  void SetUp() override { descriptors_ = open_descriptors(); }
  void TearDown() override {
    resolv_conf.clear();
    EXPECT_EQ(open_descriptors(), descriptors_);
  }

  // Short only where silence is waited for: a busy machine must not make it.
  LookupOutcome look_up(DnsServer::Script script, int patience = 20'000) {
    patience_ms = patience;
    DnsServer server("127.0.0.1", 0, std::move(script));
    resolv_conf = folder_.write("resolv.conf", "nameserver 127.0.0.1\n");
    port = server.port();
    return test::look_up("api.example.test", {&server});
  }

 private:
  support::TempDir folder_;
  int descriptors_ = 0;
};

std::vector<std::string> both(const Query& query) {
  const char* const address = query.type() == kTypeA ? "192.0.2.1" : "2001:db8::1";
  const std::string bytes = query.reply({address_record(kQuestionName, address)}).bytes();
  return {query.over_tcp ? framed(bytes) : bytes};
}

TEST_F(CaresLookup, FindsBothKinds) {
  LookupOutcome outcome = look_up(both);
  std::sort(outcome.addresses.begin(), outcome.addresses.end());  // its order depends on routes
  EXPECT_EQ(outcome.addresses, (Addresses{"192.0.2.1", "2001:db8::1"}));
}

TEST_F(CaresLookup, TruncatedIsAskedForOverTcp) {
  const LookupOutcome outcome = look_up([](const Query& query) -> std::vector<std::string> {
    if (query.over_tcp) return both(query);
    return {query.reply({}, kAnswered | kTruncated).bytes()};
  });
  EXPECT_EQ(outcome.addresses.size(), 2u);
}

TEST_F(CaresLookup, FamilyThatNeverAnswersDoesNotSpoilTheOther) {
  for (const uint16_t silent : {kTypeA, kTypeAaaa}) {
    const LookupOutcome outcome = look_up(
        [silent](const Query& query) {
          return query.type() == silent ? std::vector<std::string>() : both(query);
        },
        1000);
    EXPECT_EQ(outcome.addresses, (Addresses{silent == kTypeAaaa ? "192.0.2.1" : "2001:db8::1"}));
  }
}

TEST_F(CaresLookup, NoSuchNameIsNotFound) {
  EXPECT_EQ(look_up([](const Query& query) -> std::vector<std::string> {
              return {query.reply({}, kAnswered | kNxdomain).bytes()};
            }).status,
            kPortNotFound);
}

TEST_F(CaresLookup, ServerThatFailsIsAFailure) {
  EXPECT_EQ(look_up([](const Query& query) -> std::vector<std::string> {
              return {query.reply({}, kAnswered | kServfail).bytes()};
            }).status,
            kPortFailed);
}

TEST_F(CaresLookup, SilenceForEverFails) {
  EXPECT_EQ(look_up([](const Query&) { return std::vector<std::string>(); }, 100).status,
            kPortFailed);
}

TEST_F(CaresLookup, GivenUpMidwayLeavesNothingOpen) {
  DnsServer server("127.0.0.1", 0, [](const Query&) { return std::vector<std::string>(); });
  support::TempDir folder;
  resolv_conf = folder.write("resolv.conf", "nameserver 127.0.0.1\n");
  port = server.port();
  const int before = open_descriptors();
  for (int i = 0; i < 5; ++i) {
    Lookup lookup("api.example.test");
    EXPECT_EQ(lookup.ask(), kPortAgain);
  }
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace sparekey::test
