// SPDX-License-Identifier: Apache-2.0
#include "extensions.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "der.hpp"
#include "table.hpp"

namespace sparekey::test {
namespace {

constexpr char kTrue = '\xFF';

std::string integer(int value) {
  return der::tlv(der::kInteger, std::string(1, static_cast<char>(value)));
}

// "ca", "ca,0", "no", "no,0".
std::string basic_constraints(const std::string& value) {
  const std::vector<std::string> parts = split(value, ',');
  std::string contents;
  if (parts.at(0) == "ca") contents += der::tlv(der::kBoolean, std::string(1, kTrue));
  if (parts.size() > 1) contents += integer(std::stoi(parts[1]));
  return der::seq(contents);
}

std::string key_usage(const std::string& value) {
  static const std::array<std::string, 9> kNames = {
      "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
      "keyCertSign",      "cRLSign",        "encipherOnly",    "decipherOnly"};
  unsigned set = 0;
  for (const std::string& name : split(value, ',')) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) throw std::runtime_error("no such usage: " + name);
    set |= 0x8000u >> (found - kNames.begin());
  }
  int unused = 0;
  while (set != 0 && unused < 16 && (set >> unused & 1) == 0) ++unused;
  std::string octets = {static_cast<char>(set >> 8), static_cast<char>(set)};
  octets.resize(set == 0 ? 0 : unused >= 8 ? 1 : 2);
  return der::bits(octets, octets.empty() ? 0 : unused % 8);
}

std::string extended_key_usage(const std::string& value) {
  static const std::map<std::string, std::string> kIds = {
      {"server", "1.3.6.1.5.5.7.3.1"}, {"client", "1.3.6.1.5.5.7.3.2"},
      {"code", "1.3.6.1.5.5.7.3.3"},   {"mail", "1.3.6.1.5.5.7.3.4"},
      {"time", "1.3.6.1.5.5.7.3.8"},   {"ocsp", "1.3.6.1.5.5.7.3.9"},
      {"any", "2.5.29.37.0"},
  };
  std::string contents;
  for (const std::string& usage : split(value, ',')) {
    const auto found = kIds.find(usage);
    contents += der::oid(found != kIds.end() ? found->second : usage);
  }
  return der::seq(contents);
}

std::string octets_of_address(const std::string& text) {
  const bool is_6 = text.find(':') != std::string::npos;
  std::string octets(is_6 ? 16 : 4, '\0');
  if (inet_pton(is_6 ? AF_INET6 : AF_INET, text.c_str(), octets.data()) != 1)
    throw std::runtime_error("no address: " + text);
  return octets;
}

// "dns:a.test", "ip:10.0.0.0/255.0.0.0", "raw:HEX".
std::string general_name(const std::string& name) {
  const size_t colon = name.find(':');
  const std::string kind = name.substr(0, colon);
  const std::string value = name.substr(colon + 1);
  if (kind == "raw") return der::from_hex(value);
  if (kind == "email") return der::tlv(der::context(1), der::unescaped(value));
  if (kind == "dns") return der::tlv(der::context(2), der::unescaped(value));
  if (kind == "uri") return der::tlv(der::context(6), der::unescaped(value));
  if (kind != "ip") throw std::runtime_error("no kind of name: " + name);
  std::string octets;
  for (const std::string& address : split(value, '/')) octets += octets_of_address(address);
  return der::tlv(der::context(7), octets);
}

std::string alt_names(const std::string& value) {
  std::string contents;
  if (value != "empty")
    for (const std::string& name : split(value, ',')) contents += general_name(name);
  return der::seq(contents);
}

// "permit-dns:a.test,exclude-ip:10.0.0.0/255.0.0.0".
std::string name_constraints(const std::string& value) {
  std::string permitted;
  std::string excluded;
  for (const std::string& part : split(value, ',')) {
    const size_t hyphen = part.find('-');
    std::string& list = part.substr(0, hyphen) == "permit" ? permitted : excluded;
    list += der::seq(general_name(part.substr(hyphen + 1)));
  }
  return der::seq((permitted.empty() ? "" : der::tlv(der::constructed(0), permitted)) +
                  (excluded.empty() ? "" : der::tlv(der::constructed(1), excluded)));
}

std::string subject_key(const std::string& hex) { return der::octets(der::from_hex(hex)); }
std::string authority_key(const std::string& hex) {
  return der::seq(der::tlv(der::context(0), der::from_hex(hex)));
}

struct Kind {
  const char* key;
  const char* id;
  std::string (*value)(const std::string& words);
};

constexpr Kind kKinds[] = {
    {"bc", "2.5.29.19", basic_constraints},   {"ku", "2.5.29.15", key_usage},
    {"eku", "2.5.29.37", extended_key_usage}, {"san", "2.5.29.17", alt_names},
    {"nc", "2.5.29.30", name_constraints},    {"ski", "2.5.29.14", subject_key},
    {"aki", "2.5.29.35", authority_key},
};

bool take_mark(std::string* value) {
  const bool critical = !value->empty() && (*value)[0] == '!';
  if (critical) value->erase(0, 1);
  return critical;
}

}  // namespace

std::string extension(const std::string& id, const std::string& value_der, bool critical,
                      char true_byte) {
  return der::seq(der::oid(id) +
                  (critical ? der::tlv(der::kBoolean, std::string(1, true_byte)) : "") +
                  der::octets(value_der));
}

std::string further_extensions_of(const Words& words, const std::string& key) {
  std::string all;
  for (std::string value : words.all(key)) {
    const bool critical = take_mark(&value);
    const size_t colon = value.find(':');
    all += extension(value.substr(0, colon), der::from_hex(value.substr(colon + 1)), critical);
  }
  return all;
}

std::string extensions_of(const Words& words) {
  const std::string doubled = words.get("twice");
  const std::string true_byte = der::from_hex(words.get("true", "ff"));
  std::string all;
  for (const Kind& kind : kKinds) {
    std::string value = words.get(kind.key, "none");
    if (value == "none") continue;
    const bool critical = take_mark(&value);
    const bool is_raw = value.rfind("hex:", 0) == 0;
    const std::string one =
        extension(kind.id, is_raw ? der::from_hex(value.substr(4)) : kind.value(value), critical,
                  true_byte[0]);
    all += kind.key == doubled ? one + one : one;
  }
  return all + further_extensions_of(words, "ext");
}

}  // namespace sparekey::test
