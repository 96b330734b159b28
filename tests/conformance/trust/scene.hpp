// SPDX-License-Identifier: Apache-2.0
// Makes what a row describes: certificates, lists, and what the client is given.
#ifndef SPAREKEY_CONFORMANCE_SCENE_HPP
#define SPAREKEY_CONFORMANCE_SCENE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "clauses.hpp"
#include "sparekey/pin.hpp"
#include "support/keys.hpp"

namespace sparekey::test {

// Without a word of the row's: a root that is the anchor, an intermediate under it, and under that
// the certificate of kHost, all of P-256 and SHA-256; the last two are sent.
struct Scene {
  std::string host;
  int64_t now_s = 0;
  Key server_key;
  std::vector<std::string> sent;  // in DER
  std::string anchors_pem;
  std::vector<Pin> pins;
  std::string crls;  // in DER or PEM; empty: none are given
};

Scene make_scene(const std::string& what);

// DER in armour.
std::string armoured(const std::string& der, const std::string& label);

}  // namespace sparekey::test

#endif
