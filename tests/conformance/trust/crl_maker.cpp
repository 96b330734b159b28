// SPDX-License-Identifier: Apache-2.0
#include "crl_maker.hpp"

#include "der.hpp"
#include "extensions.hpp"
#include "table.hpp"

namespace sparekey::test {
namespace {

// "leaf": that certificate's; "hex:7F": these octets.
std::string serial_of(const std::string& whose, CertificateMaker* maker) {
  return whose.rfind("hex:", 0) == 0 ? der::from_hex(whose.substr(4)) : maker->serial(whose);
}

}  // namespace

std::string make_crl(const std::string& name, Words words, CertificateMaker* maker, int64_t now_s) {
  words.set_default("issuer", "inter");
  words.set_default("hash", "sha256");
  const std::string issuer = words.get("issuer");
  const Key signer = maker->key(words.get("signer", issuer));
  const std::string date = words.get("date", "-1d");
  const std::string of_entries = further_extensions_of(words, "entry-ext");

  const auto entry = [&](const std::string& serial) {
    return der::seq(der::tlv(der::kInteger, serial) + time_der(date, now_s) +
                    (of_entries.empty() ? "" : der::seq(of_entries)));
  };
  std::string entries;
  const int others = std::stoi(words.get("others", "0"));
  for (int i = 0; i < others; ++i)
    entries += entry({'\x01', static_cast<char>(i >> 8), static_cast<char>(i)});
  const std::string revoked = words.get("revoked");
  if (revoked != "empty")
    for (const std::string& whose : split(revoked, ',')) entries += entry(serial_of(whose, maker));
  entries += der::from_hex(words.get("raw-entry", ""));

  std::string tbs;
  const std::string version = words.get("version", "2");
  if (version != "none")
    tbs += der::tlv(der::kInteger, std::string(1, static_cast<char>(std::stoi(version) - 1)));
  tbs += inner_algorithm(words, signer);
  tbs += words.has("issuer-name") ? name_der(words.get("issuer-name")) : maker->subject(issuer);
  tbs += time_der(words.get("this", "-1d"), now_s);
  const std::string next = words.get("next", "+1d");
  if (next != "none") tbs += time_der(next, now_s);
  if (!entries.empty() || revoked == "empty") tbs += der::seq(entries);
  const std::string extensions = further_extensions_of(words, "ext");
  if (!extensions.empty()) tbs += der::tlv(der::constructed(0), der::seq(extensions));
  tbs += der::from_hex(words.get("in-the-end", ""));
  std::string der = signed_der(der::seq(tbs), words, signer);
  words.expect_all_read(name);
  return der;
}

}  // namespace sparekey::test
