// SPDX-License-Identifier: Apache-2.0
// A good chain, a service that answers as told, and an open device that trusts and reaches it.
#ifndef SPAREKEY_SUPPORT_RIG_HPP
#define SPAREKEY_SUPPORT_RIG_HPP

#include "support/answers.hpp"
#include "support/device.hpp"

namespace sparekey::test {

struct Rig {
  explicit Rig(std::vector<Answer> answers)
      : service(std::move(answers)),
        chain(make_chain()),
        server(ServerTls(chain), service),
        device(server.address(), chain.root_pem()) {
    device.open();
  }

  Client& client() { return device.client(); }
  uint32_t connections() { return device.client().statistics().connections; }

  // One more call, which shows what became of the connection: the number of TCP connections the
  // server saw in all.
  size_t connections_after_another_call();

  ScriptedService service;
  Chain chain;
  Server server;
  Device device;
};

}  // namespace sparekey::test

#endif
