// SPDX-License-Identifier: Apache-2.0
// The stub resolver among name servers of the test's own: what its tests have in common.
#ifndef SPAREKEY_TESTS_PORT_STUB_TEST_HPP
#define SPAREKEY_TESTS_PORT_STUB_TEST_HPP

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "configuration.hpp"
#include "lookup_run.hpp"

namespace sparekey::test {

constexpr const char* kName = "api.example.test";

inline std::vector<std::string> one(const Message& message) { return {message.bytes()}; }

inline std::vector<std::string> both(const Query& query) {
  const char* const address = query.type() == kTypeA ? "192.0.2.1" : "2001:db8::1";
  const std::string bytes = query.reply({address_record(kQuestionName, address)}).bytes();
  return {query.over_tcp ? framed(bytes) : bytes};
}

inline std::vector<std::string> silence(const Query&) { return {}; }

inline std::vector<std::string> truncated_unless_tcp(const Query& query) {
  if (query.over_tcp) return both(query);
  return {query.reply({}, kAnswered | kTruncated).bytes()};
}

class StubLookup : public testing::Test {
 protected:
  void SetUp() override { descriptors_ = open_descriptors(); }

  // Whatever a test did: nothing is left open.
  void TearDown() override {
    servers_.clear();
    configuration_.reset();
    EXPECT_EQ(open_descriptors(), descriptors_);
  }

  // One server at each address, all at one port, in the place of those before; each with the
  // script of its place, the last one for all further ones.
  void serve(const std::vector<std::string>& addresses,
             const std::vector<DnsServer::Script>& scripts, const std::string& hosts = "",
             const std::string& options = "") {
    // A port that is free at the first address may be taken at the next.
    for (int tries = 1;; ++tries) {
      try {
        begin(addresses, scripts);
        break;
      } catch (const std::runtime_error&) {
        if (tries == 100) throw;
      }
    }
    std::string resolv_conf = options;
    for (const std::string& address : addresses) resolv_conf += "nameserver " + address + '\n';
    configuration_.emplace(resolv_conf, hosts, servers_[0]->port());
  }
  void serve(const std::vector<std::string>& addresses, const DnsServer::Script& script,
             const std::string& hosts = "", const std::string& options = "") {
    serve(addresses, std::vector<DnsServer::Script>{script}, hosts, options);
  }

  DnsServer& server(size_t i = 0) { return *servers_.at(i); }
  const std::vector<Query>& queries(size_t i = 0) { return server(i).queries(); }
  std::vector<DnsServer*> servers() const {
    std::vector<DnsServer*> out;
    for (const auto& server : servers_) out.push_back(server.get());
    return out;
  }
  LookupOutcome look_up(const std::string& name) { return test::look_up(name, servers()); }

  // What the program prints that looks up `name` with these servers and files.
  std::string run_on_musl(const std::string& program, const std::string& name);

 private:
  void begin(const std::vector<std::string>& addresses,
             const std::vector<DnsServer::Script>& scripts) {
    servers_.clear();
    for (size_t i = 0; i < addresses.size(); ++i) {
      const uint16_t port = i == 0 ? uint16_t{0} : servers_[0]->port();
      servers_.push_back(std::make_unique<DnsServer>(addresses[i], port,
                                                     scripts[std::min(i, scripts.size() - 1)]));
    }
  }

  int descriptors_ = 0;
  std::vector<std::unique_ptr<DnsServer>> servers_;
  std::optional<Configuration> configuration_;
};

}  // namespace sparekey::test

#endif
