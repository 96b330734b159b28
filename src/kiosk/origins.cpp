// SPDX-License-Identifier: Apache-2.0
#include "kiosk/origins.hpp"

#include "base/text.hpp"

namespace sparekey::kiosk {
namespace {

constexpr uint16_t default_port(bool https) { return https ? 443 : 80; }

// HOST[:PORT], by RFC 9110 section 7.2; without a port it is `usual_port`.
bool read_authority(Text text, uint16_t usual_port, WebOrigin* out) {
  size_t end = 0;
  if (!text.empty() && text[0] == '[') {
    while (end < text.size() && text[end] != ']') ++end;
    if (end++ == text.size()) return false;
  }
  while (end < text.size() && text[end] != ':') ++end;
  out->host = text.substr(0, end);
  out->tcp_port = usual_port;
  if (out->host.empty()) return false;
  for (const char c : out->host)
    if (!is_name_char(c) && c != '-' && c != '.' && c != '[' && c != ']' && c != ':') return false;
  if (end == text.size()) return true;
  uint64_t number = 0;
  if (!parse_decimal(text.substr(end + 1), 65535, &number) || number == 0) return false;
  out->tcp_port = static_cast<uint16_t>(number);
  return true;
}

bool same_place(const WebOrigin& a, const WebOrigin& b) {
  return a.tcp_port == b.tcp_port && equal_ignoring_case(a.host, b.host);
}

}  // namespace

bool read_web_origin(Text text, WebOrigin* out) {
  constexpr Text kSchemes[] = {"http://", "https://"};
  for (const Text scheme : kSchemes) {
    if (text.size() < scheme.size() || !equal_ignoring_case(text.substr(0, scheme.size()), scheme))
      continue;
    out->https = scheme.size() == kSchemes[1].size();
    return read_authority(text.substr(scheme.size()), default_port(out->https), out);
  }
  return false;
}

bool Origins::set(const Settings& settings, uint16_t tcp_port) {
  count_ = 0;
  for (size_t i = 0; i < settings.origin_count; ++i)
    if (!read_web_origin(settings.origins[i], &list_[count_++])) return false;
  if (count_ > 0) return true;
  constexpr Text kLoopback[] = {"127.0.0.1", "localhost", "[::1]"};
  const size_t names = settings.listen.kind == Listen::Kind::ipv6 ? 3 : 2;
  for (size_t i = 0; i < names; ++i) list_[count_++] = {false, kLoopback[i], tcp_port};
  return true;
}

const WebOrigin* Origins::of_host(Text host) const {
  for (size_t i = 0; i < count_; ++i) {
    WebOrigin asked;
    if (read_authority(host, default_port(list_[i].https), &asked) && same_place(asked, list_[i]))
      return &list_[i];
  }
  return nullptr;
}

bool is_same_origin(const WebOrigin& ours, Text origin_field) {
  WebOrigin theirs;
  return read_web_origin(origin_field, &theirs) && theirs.https == ours.https &&
         same_place(theirs, ours);
}

}  // namespace sparekey::kiosk
