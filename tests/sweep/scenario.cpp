// SPDX-License-Identifier: Apache-2.0
#include "scenario.hpp"

#include "support/answers.hpp"

namespace sparekey::sweep {
namespace {

using test::Host;

test::Chain chain_for(Trust trust, test::KeyKind keys) {
  test::CertificateSpec leaf;
  leaf.key = keys;
  if (trust == Trust::other_name) leaf.alt_names = "DNS:other.example.test";
  if (trust == Trust::expired) leaf.not_after_s = test::now_s() - test::kDay / 2;
  return test::make_chain(leaf, keys);
}

test::ServerTls tls_of(const test::Chain& chain, int version) {
  test::ServerTls tls(chain);
  tls.min_version = tls.max_version = version;
  return tls;
}

}  // namespace

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  const auto add = [&all](const char* name) -> Scenario& {
    all.push_back(Scenario{name});
    return all.back();
  };
  add("plain password");
  if (SPAREKEY_TLS13) add("plain password, TLS 1.3").tls_version = TLS1_3_VERSION;
  const auto add_encrypted = [&add](const char* name, Encryption encryption) {
    Scenario& encrypted = add(name);
    encrypted.encryption = encryption;
    encrypted.begins_alike = true;
  };
  if (SPAREKEY_RSA) add_encrypted("RSA", Encryption::rsa);
  if (SPAREKEY_SM2) add_encrypted("SM2", Encryption::sm2);
  {
    Scenario& several = add("several addresses, the first ones fail");
    several.hosts = {Host::refuses, Host::silent, Host::late_bad, Host::slow, Host::answers};
  }
  {
    Scenario& slowly = add("addresses found one by one");
    slowly.hosts = {Host::late_bad, Host::answers, Host::answers};
    slowly.found_after_ms = {10, 30, 600};
  }
  if (SPAREKEY_PROXY) {
    Scenario& proxy = add("through a proxy");
    proxy.by_proxy = true;
    proxy.encryption = SPAREKEY_RSA ? Encryption::rsa : Encryption::none;
  }
  {
    Scenario& resumed = add("idle, then resumed");
    resumed.idles = true;
    resumed.begins_alike = true;
  }
  if (SPAREKEY_TLS13) {
    Scenario& resumed = add("idle, then resumed, TLS 1.3");
    resumed.idles = true;
    resumed.begins_alike = true;
    resumed.tls_version = TLS1_3_VERSION;
  }
  {
    Scenario& closes = add("a connection for each request");
    closes.closes = true;
    closes.begins_alike = true;
    closes.encryption = SPAREKEY_SM2 ? Encryption::sm2 : Encryption::none;
  }
  add("pins and a CRL").pins_and_crl = true;
  add("a hundred bytes at a time").most_per_call = 100;
  {
    Scenario& calls = add("all calls of the client");
    calls.by_calls = true;
    calls.encryption = SPAREKEY_RSA ? Encryption::rsa : Encryption::none;
  }
  return all;
}

std::vector<Scenario> refused_servers() {
  std::vector<Scenario> all;
  const auto add = [&all](const char* name, Trust trust) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      if (version == TLS1_3_VERSION && !SPAREKEY_TLS13) continue;
      all.push_back(Scenario{name});
      all.back().trust = trust;
      all.back().tls_version = version;
    }
  };
  add("a server of another name", Trust::other_name);
  add("a server of an unknown authority", Trust::unknown_authority);
  add("a server whose certificate expired", Trust::expired);
  add("a server whose certificate is revoked", Trust::revoked);
  return all;
}

Stage::Stage(const Scenario& wanted) : Stage(wanted, chain_for(wanted.trust, wanted.keys)) {}

Stage::Stage(const Scenario& wanted, const test::Chain& chain)
    : scenario(wanted),
      root_pem(wanted.trust == Trust::unknown_authority ? test::make_chain().root_pem()
                                                        : chain.root_pem()),
      service(std::make_unique<test::MemoryService>(tls_of(chain, wanted.tls_version))) {
  service->bodies["/api/v3/verify-reset-password-request"] = test::envelope(
      "{\"passwordResetToken\":\"" + std::string(kToken) + "\",\"tokenExpiresIn\":300}");
  if (scenario.encryption == Encryption::sm2)
    service->bodies["/api/v3/system"] =
        "{\"sm2\":{\"publicKey\":\"" + sm2_key_.public_key_hex() + "\"}}";
  if (scenario.closes) service->fields = "connection: close\r\n";
  if (scenario.by_proxy) service->connected = "HTTP/1.1 200 Connection established\r\n\r\n";
  pins_[0] = test::pin_of(chain.intermediate.certificate);
  pins_[1] = test::pin_of(chain.root.certificate);
  if (scenario.pins_and_crl) crl_der = test::make_crl(test::CrlSpec(), chain.intermediate);
  if (scenario.trust == Trust::revoked)
    crl_der = test::make_crl(test::revoking(chain.leaf), chain.intermediate);
  if (!crl_der.empty()) crl_.emplace(crl_der);
}

void Stage::set(test::World* world, Config* config) const {
  world->hosts = scenario.hosts;
  world->found_after_ms = scenario.found_after_ms;
  world->resolve_takes_ms = 30;
  if (!scenario.found_after_ms.empty()) world->resolve_takes_ms = scenario.found_after_ms.back();
  world->round_trip_ms = 20;
  world->most_per_call = scenario.most_per_call;
  world->random_pattern = 1;  // a case is the same each time
  if (scenario.by_proxy) {
    config->proxy = "proxy.example.test:3128";
    config->proxy_credentials = kProxyCredentials;
  }
  if (scenario.pins_and_crl) {
    config->pins = pins_;
    config->pin_count = 2;
  }
  if (crl_) config->crls = crl_->crls();
}

bool Stage::is_password(const test::Request& request) const {
  if (scenario.encryption == Encryption::none)
    return request.body.find("\"password\":\"S3cret\\\"Pass\\\\w0rd!\"") != std::string::npos;
  const std::string wire = request.body_member("password");
  if (scenario.encryption == Encryption::rsa)
    return test::rsa_decrypt(service->key, wire) == kPassword;
  return sm2_key_.decrypt(wire, emulator::Sm2Format::kPlain) == kPassword;
}

Code Stage::verdict() const {
  switch (scenario.trust) {
    case Trust::other_name:
      return Code::certificate_name_mismatch;
    case Trust::unknown_authority:
      return Code::certificate_untrusted;
    case Trust::expired:
      return Code::certificate_expired;
    case Trust::revoked:
      return Code::certificate_revoked;
    case Trust::good:
      break;
  }
  return Code::ok;
}

}  // namespace sparekey::sweep
