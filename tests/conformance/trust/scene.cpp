// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <openssl/sha.h>

#include <stdexcept>

#include "certificate_maker.hpp"
#include "crl_maker.hpp"
#include "keys.hpp"
#include "support/certificates.hpp"
#include "table.hpp"

namespace sparekey::test {
namespace {

Pin pin_of_key(const Key& key) {
  const std::string spki = spki_of(key);
  Pin pin;
  SHA256(reinterpret_cast<const unsigned char*>(spki.data()), spki.size(), pin.sha256);
  return pin;
}

std::vector<std::string> take(Clauses* clauses, const std::string& name,
                              std::vector<std::string> otherwise) {
  const auto found = clauses->find(name);
  if (found == clauses->end()) return otherwise;
  std::vector<std::string> words = found->second.all("");
  found->second.expect_all_read(name);
  clauses->erase(found);
  if (words == std::vector<std::string>{"none"}) words.clear();
  return words;
}

std::string take_one(Clauses* clauses, const std::string& name, const std::string& otherwise) {
  return take(clauses, name, {otherwise}).at(0);
}

// `ladder: 9`: step1 under the root, step2 under that, and the leaf under step9.
std::vector<std::string> add_ladder(Clauses* clauses) {
  const int steps = std::stoi(take_one(clauses, "ladder", "0"));
  if (steps == 0) return {"leaf", "inter"};
  std::vector<std::string> sent;
  std::string issuer = "root";
  for (int i = 1; i <= steps; ++i) {
    const std::string name = "step" + std::to_string(i);
    (*clauses)[name].set_default("issuer", issuer);
    issuer = name;
    sent.insert(sent.begin(), name);
  }
  (*clauses)["leaf"].set_default("issuer", issuer);
  sent.insert(sent.begin(), "leaf");
  return sent;
}

}  // namespace

std::string armoured(const std::string& der, const std::string& label) {
  std::string lines = base64(der);
  for (size_t at = 64; at < lines.size(); at += 65) lines.insert(at, "\n");
  return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
}

Scene make_scene(const std::string& what) {
  Clauses clauses = what == "-" ? Clauses() : parse_clauses(what);
  Scene scene;
  scene.host = take_one(&clauses, "host", kHost);
  const std::string moment = take_one(&clauses, "now", "");
  scene.now_s = moment.empty() ? now_s() : seconds_of(moment);
  const std::vector<std::string> usual = add_ladder(&clauses);
  const std::vector<std::string> sent = take(&clauses, "sent", usual);
  const std::vector<std::string> anchors = take(&clauses, "anchors", {"root"});
  const std::vector<std::string> pinned = take(&clauses, "pins", {});
  const std::string dress = take_one(&clauses, "crls-as", "der");

  CertificateMaker maker(clauses, scene.now_s);
  scene.server_key = maker.key(sent.at(0));
  for (const std::string& name : sent) scene.sent.push_back(maker.certificate(name));
  for (const std::string& name : anchors)
    scene.anchors_pem += armoured(maker.certificate(name), "CERTIFICATE");
  for (const std::string& name : pinned) scene.pins.push_back(pin_of_key(maker.key(name)));
  for (const auto& [name, words] : clauses)
    if (name.rfind("crl", 0) == 0) {
      const std::string der = make_crl(name, words, &maker, scene.now_s);
      scene.crls += dress == "pem" ? armoured(der, "X509 CRL") : der;
    }
  maker.expect_all_used(clauses);
  return scene;
}

}  // namespace sparekey::test
