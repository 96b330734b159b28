// SPDX-License-Identifier: Apache-2.0
#include "support/attempt.hpp"

#include "support/answers.hpp"

namespace sparekey::test {
namespace {

Attempt run(Server& server, const std::string& ca_pem, const ChangeConfig& config,
            const ChangePort& port) {
  Device device(server.address(), ca_pem);
  if (config) config(device.config);
  if (port) port(device.port);
  device.open();
  const Result result = device.client().send_code(by_email());
  device.client().close();
  server.wait_for_ended(1);
  const std::vector<ConnectionRecord> records = server.stop();
  EXPECT_EQ(records.size(), 1u);
  return {outcome(result),
          result.native,
          result.detail == nullptr ? "" : result.detail,
          result.clock_was_unset,
          records.empty() ? ConnectionRecord() : records[0],
          0};
}

}  // namespace

Attempt attempt(const ServerTls& tls, const std::string& ca_pem, const ChangeConfig& config,
                const ChangePort& port, Family family) {
  const ScriptedService service({ok(kSent)});
  Server server(tls, service, family);
  Attempt made = run(server, ca_pem, config, port);
  made.requests = service.requests().size();
  return made;
}

Attempt attempt_script(const ServerTls& tls, const Server::Script& script,
                       const std::string& ca_pem) {
  Server server(tls, script);
  return run(server, ca_pem, {}, {});
}

bool client_has_tls_1_3() {
  const Chain chain = make_chain();
  const Attempt made = attempt(ServerTls(chain), chain.root_pem());
  return made.seen.tls_version == "TLSv1.3";
}

Outcome trust_refused(Code code) {
  return {code, Delivery::not_sent, advice_for(code, Delivery::not_sent)};
}

}  // namespace sparekey::test
