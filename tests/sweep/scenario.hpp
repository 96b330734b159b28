// SPDX-License-Identifier: Apache-2.0
// What a recovery goes through when nothing fails: the network, the server, the way of the
// password.
#ifndef SPAREKEY_SWEEP_SCENARIO_HPP
#define SPAREKEY_SWEEP_SCENARIO_HPP

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emulator/sm2_key.hpp"
#include "simulated/world.hpp"
#include "support/crls.hpp"

namespace sparekey::sweep {

enum class Trust { good, other_name, unknown_authority, expired, revoked };

struct Scenario {
  const char* name;
  Encryption encryption = Encryption::none;
  int tls_version = TLS1_2_VERSION;
  Trust trust = Trust::good;
  test::KeyKind keys = test::KeyKind::p256;  // of all certificates
  std::vector<test::Host> hosts = {test::Host::answers};
  std::vector<int64_t> found_after_ms = {};
  bool by_calls = false;  // each call of the Client's by itself, in place of a Recovery
  bool by_proxy = false;
  bool idles = false;   // for longer than a connection is kept
  bool closes = false;  // the server does, after each answer
  bool pins_and_crl = false;
  bool begins_alike = false;  // as "plain password" does, up to the first request
  size_t most_per_call = SIZE_MAX;
};

// Those that end well, and the servers that must be refused.
std::vector<Scenario> scenarios();
std::vector<Scenario> refused_servers();

inline constexpr char kPassCode[] = "739154826";
inline constexpr char kPassword[] = "S3cret\"Pass\\w0rd!";
inline constexpr char kToken[] = "tok-7e4d1c60a95b";
inline constexpr char kProxyCredentials[] = "kiosk:proxy-pass";

// The service of a scenario, with its certificates: made once, and used by all its cases.
class Stage {
 public:
  explicit Stage(const Scenario& wanted);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  void set(test::World* world, Config* config) const;
  // Whether it is the password that came.
  bool is_password(const test::Request& request) const;
  Code verdict() const;  // about the server's certificate

  const Scenario scenario;
  const std::string root_pem;
  std::unique_ptr<test::MemoryService> service;
  std::string crl_der;  // empty: none

 private:
  Stage(const Scenario& wanted, const test::Chain& chain);

  emulator::Sm2Key sm2_key_ = emulator::Sm2Key::generate();
  Pin pins_[2];
  std::optional<test::CrlBytes> crl_;
};

}  // namespace sparekey::sweep

#endif
