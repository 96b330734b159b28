// SPDX-License-Identifier: Apache-2.0
#include "certificate_maker.hpp"

#include <openssl/sha.h>

#include <ctime>
#include <stdexcept>

#include "der.hpp"
#include "extensions.hpp"
#include "keys.hpp"
#include "table.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t kSecondsOfDay = 86'400;
constexpr int64_t kSecondsOfYear = 365 * kSecondsOfDay;

std::string spelled(int64_t seconds) {
  const auto time = static_cast<time_t>(seconds);
  struct tm parts {};
  gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y%m%d%H%M%SZ", &parts);
  return text;
}

int64_t unit_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'd':
      return kSecondsOfDay;
    case 'y':
      return kSecondsOfYear;
    default:
      throw std::runtime_error("no unit of time");
  }
}

std::string common_name(const std::string& text) {
  const size_t colon = text.find(':');
  const std::string kind = colon == std::string::npos ? "utf8" : text.substr(0, colon);
  std::string value = der::unescaped(colon == std::string::npos ? text : text.substr(colon + 1));
  unsigned char tag = der::kUtf8;
  if (kind == "printable") tag = der::kPrintable;
  if (kind == "teletex") tag = der::kTeletex;
  if (kind == "bmp") {
    tag = der::kBmp;
    std::string wide;
    for (const char c : value) wide += {'\0', c};
    value = wide;
  }
  return der::tlv(tag, value);
}

std::string attribute(const std::string& id, const std::string& value) {
  return der::tlv(der::kSet, der::seq(der::oid(id) + value));
}

std::string flipped(std::string signature) {
  signature.back() = static_cast<char>(signature.back() ^ 1);
  return signature;
}

bool is_authority(const std::string& name) { return name != "leaf"; }

}  // namespace

int64_t seconds_of(const std::string& moment) {
  struct tm parts {};
  if (strptime(moment.c_str(), "%Y%m%d%H%M%S", &parts) == nullptr)
    throw std::runtime_error("no moment: " + moment);
  return static_cast<int64_t>(timegm(&parts));
}

std::string time_der(const std::string& text, int64_t now_s) {
  if (text.rfind("U:", 0) == 0) return der::tlv(der::kUtcTime, der::unescaped(text.substr(2)));
  if (text.rfind("G:", 0) == 0)
    return der::tlv(der::kGeneralizedTime, der::unescaped(text.substr(2)));
  const bool is_relative = text.at(0) == '-' || text[0] == '+';
  const int64_t seconds =
      is_relative ? now_s + std::stoll(text) * unit_of(text.back()) : seconds_of(text);
  const std::string moment = spelled(seconds);
  return moment < "2050" ? der::tlv(der::kUtcTime, moment.substr(2))
                         : der::tlv(der::kGeneralizedTime, moment);
}

std::string name_der(const std::string& text, int units) {
  std::string contents;
  for (int i = 0; i < units; ++i)
    contents += attribute("2.5.4.11", der::tlv(der::kUtf8, std::string(64, 'x')));
  if (text != "empty") contents += attribute("2.5.4.3", common_name(text));
  return der::seq(contents);
}

const Words& CertificateMaker::words(const std::string& name) {
  used_.insert(name);
  Words& words = clauses_[name];
  words.set_default("issuer", name == "root" ? "root" : name == "leaf" ? "inter" : "root");
  words.set_default("subject", name);
  words.set_default("key", "p256");
  words.set_default("hash", "sha256");
  words.set_default("from", is_authority(name) ? "-30d" : "-1d");
  words.set_default("until", is_authority(name) ? "+30y" : "+365d");
  words.set_default("bc", is_authority(name) ? "!ca" : "no");
  words.set_default("ku", is_authority(name) ? "!keyCertSign,cRLSign" : "!digitalSignature");
  words.set_default("eku", is_authority(name) ? "none" : "server");
  words.set_default("san", is_authority(name) ? "none" : "dns:api.example.test");
  return words;
}

Key CertificateMaker::key(const std::string& name) {
  const std::string kind = words(name).get("key");
  if (kind[0] == '@') return key(kind.substr(1));
  return key_of(name, kind);
}

std::string CertificateMaker::subject(const std::string& name) {
  const Words& of = words(name);
  return name_der(of.get("subject"), std::stoi(of.get("units", "0")));
}

std::string CertificateMaker::serial(const std::string& name) {
  const Words& of = words(name);
  if (of.has("serial")) return der::from_hex(of.get("serial"));
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(name.data()), name.size(), digest);
  digest[0] = static_cast<unsigned char>((digest[0] & 0x3F) | 0x40);  // positive, and not short
  return std::string(reinterpret_cast<const char*>(digest), 16);
}

const std::string& CertificateMaker::certificate(const std::string& name) {
  std::string& made = made_[name];
  if (made.empty()) {
    const Words& of = words(name);
    // `only=HEX`: what is sent is no certificate at all.
    made = of.has("only") ? der::from_hex(of.get("only")) : make(name);
    words(name).expect_all_read(name);
  }
  return made;
}

void CertificateMaker::expect_all_used(const Clauses& clauses) const {
  for (const auto& [name, words] : clauses)
    if (used_.count(name) == 0 && name.rfind("crl", 0) != 0)
      throw std::runtime_error("this row has no use for " + name);
}

std::string inner_algorithm(const Words& words, const Key& signer) {
  return algorithm_of(signer, words.get("inner", words.get("hash")));
}

std::string signed_der(const std::string& tbs, const Words& words, const Key& signer) {
  const std::string hash = words.get("hash");
  std::string signature = sign(signer, hash, tbs);
  const std::string how = words.get("sig");
  if (how == "flip") signature = flipped(signature);
  if (how == "empty") signature.clear();
  if (how == "zeros") signature.assign(signature.size(), '\0');
  if (how == "r0s0") signature = der::seq(std::string("\x02\x01\x00\x02\x01\x00", 6));
  if (how == "of-nothing") signature = sign(signer, hash, "");
  const int unused = std::stoi(words.get("unused-bits", "0"));
  const std::string algorithm =
      words.has("alg") ? der::from_hex(words.get("alg")) : algorithm_of(signer, hash);
  std::string whole = der::seq(tbs + algorithm + der::bits(signature, unused) +
                               der::from_hex(words.get("extra", "")));
  const std::string length = words.get("length");
  if (length == "long") whole = der::with_long_length(whole);
  if (length == "none") whole = der::with_no_length(whole);
  return whole + der::from_hex(words.get("behind", ""));
}

std::string CertificateMaker::make(const std::string& name) {
  const Words& of = words(name);
  const std::string issuer = of.get("issuer");
  const Key signer = key(of.get("signer", issuer));
  const std::string version = of.get("version", "3");
  const std::string serial_tlv = der::tlv(der::kInteger, serial(name));
  const std::string spki = of.has("spki") ? der::from_hex(of.get("spki")) : spki_of(key(name));
  const std::string extensions = extensions_of(of);
  std::string tbs;
  // Version 1 is told by leaving it out.
  if (version != "1")
    tbs += der::tlv(
        der::constructed(0),
        der::tlv(der::kInteger, std::string(1, static_cast<char>(std::stoi(version) - 1))));
  tbs += serial_tlv + inner_algorithm(of, signer);
  tbs += of.has("issuer-name") ? name_der(of.get("issuer-name")) : subject(issuer);
  tbs += der::seq(time_der(of.get("from"), now_s_) + time_der(of.get("until"), now_s_));
  tbs += subject(name) + spki;
  if (of.has("issuer-id")) tbs += der::tlv(der::context(1), der::from_hex(of.get("issuer-id")));
  if (of.has("subject-id")) tbs += der::tlv(der::context(2), der::from_hex(of.get("subject-id")));
  if (!extensions.empty() || of.has("no-extensions"))
    tbs += der::tlv(der::constructed(3), der::seq(extensions));
  tbs += der::from_hex(of.get("in-the-end", ""));
  return signed_der(der::seq(tbs), of, signer);
}

}  // namespace sparekey::test
