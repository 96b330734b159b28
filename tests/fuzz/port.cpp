// SPDX-License-Identifier: Apache-2.0
// The client and its real TLS over any port that keeps the contract, and a peer that can say what
// it likes: it has no key, so no request may ever leave. The client keeps its own side of the
// contract. Covers: src/tls/stream.cpp src/tls/judge.cpp src/tls/policy.cpp src/tls/session.cpp
// src/client/connection.cpp src/client/race.cpp src/client/tunnel.cpp
#include "sparekey/client.hpp"
#include "wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const bool proxied = input.ConsumeBool();
  std::string script;
  for (size_t left = input.ConsumeIntegralInRange<size_t>(0, 48); left > 0; --left)
    script += input.ConsumeIntegral<char>();
  // 00 and 01 are bytes of TLS: answers are told apart by their sizes.
  const size_t first = input.ConsumeIntegral<uint16_t>();
  const std::string bytes = input.ConsumeRemainingBytesAsString();
  fuzz::Answers answers;
  answers.add(bytes.substr(0, first));
  if (first < bytes.size()) answers.add(bytes.substr(first));

  fuzz::Wire wire(fuzz::Script(script), answers, "", {proxied, true});
  Config config;
  config.host = "host.example";
  config.app_id = "app";
  const Bytes anchor{reinterpret_cast<const uint8_t*>(fuzz::kAuthority.data()),
                     fuzz::kAuthority.size()};
  config.ca_ders = &anchor;
  config.ca_der_count = 1;
  if (proxied) config.proxy = "proxy.example:3128";
  constexpr Limits kLimits;
  alignas(kMemoryAlignment) static char memory[memory_needed(kLimits)];
  Client client;
  fuzz::require(client.open(config, wire.port(), memory, sizeof memory, kLimits).ok(), "it opens");
  for (int call = 0; call < 2; ++call) {
    Recipient recipient;
    recipient.email = "u@example.com";
    const Result result = client.send_code(recipient);
    fuzz::require(!result.ok() && result.delivery == Delivery::not_sent,
                  "no request leaves before the peer has proved who it is");
    fuzz::require(kind_of(result.code) != Kind::service, "nor is an answer believed");
  }
  client.close();
  return 0;
}
