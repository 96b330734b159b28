// SPDX-License-Identifier: Apache-2.0
#include "trial.hpp"

#include "../../simulated/world.hpp"
#include "raw_certificates.hpp"
#include "support/crls.hpp"
#include "support/device.hpp"

namespace sparekey::test {
namespace {

ServerTls server_of(const Scene& scene, int version) {
  ServerTls tls;
  tls.min_version = tls.max_version = version;
  tls.may_resume = false;
  tls.own = {scene.server_key, stand_in(scene.server_key, scene.sent.at(0))};
  for (size_t i = 1; i < scene.sent.size(); ++i)
    tls.above.push_back(stand_in(scene.server_key, scene.sent[i]));
  return tls;
}

}  // namespace

Trial attempt(const Scene& scene, int version) {
  const ServerTls tls = server_of(scene, version);
  MemoryService service(tls);
  World world(service);
  world.wall_clock_s = scene.now_s;
  // The first address of that world, whatever the name.
  Device device("0.0.0.0:443", scene.anchors_pem);
  device.port = world.port();
  device.config.host = scene.host;
  device.config.pins = scene.pins.data();
  device.config.pin_count = scene.pins.size();
  const CrlBytes crls(scene.crls);
  if (!scene.crls.empty()) device.config.crls = crls.crls();
  const Result opened = device.try_open();
  const Result result = opened.ok() ? device.client().send_code(by_email()) : opened;
  device.client().close();
  EXPECT_FALSE(world.misuse);
  return {outcome(result), result.detail == nullptr ? "" : result.detail, opened.ok(),
          service.requests.size(), service.handshakes};
}

int tls_version(const std::string& name) { return name == "1.3" ? TLS1_3_VERSION : TLS1_2_VERSION; }

const std::vector<std::string>& tls_versions() {
  static const std::vector<std::string> versions = [] {
    std::vector<std::string> offered = {"1.2"};
    if (attempt(make_scene("-"), TLS1_3_VERSION).outcome.code == Code::ok) offered.push_back("1.3");
    return offered;
  }();
  return versions;
}

}  // namespace sparekey::test
