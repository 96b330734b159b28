// SPDX-License-Identifier: Apache-2.0
// For now only what serving takes; the rest of the options is on its way.
#include "kiosk/settings.hpp"

#include <fcntl.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.hpp"
#include "kiosk/log.hpp"

namespace sparekey::kiosk {
namespace {

char anchors[524288];

Text read_file(const char* path) {
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  const ssize_t size = read(descriptor, anchors, sizeof anchors);
  close(descriptor);
  return {anchors, size > 0 ? static_cast<size_t>(size) : 0};
}

bool read_listen(const char* text, Listen* out) {
  Text value(text);
  constexpr Text kLocal = "unix:";
  constexpr Text kIpv4 = "127.0.0.1:";
  constexpr Text kIpv6 = "[::1]:";
  const auto starts = [&](Text prefix) {
    return value.size() > prefix.size() && equal(value.substr(0, prefix.size()), prefix);
  };
  if (starts(kLocal)) {
    out->kind = Listen::Kind::local;
    out->path = text + kLocal.size();
    return true;
  }
  const bool v6 = starts(kIpv6);
  if (!v6 && !starts(kIpv4)) return false;
  out->kind = v6 ? Listen::Kind::ipv6 : Listen::Kind::ipv4;
  uint64_t number = 0;
  if (!parse_decimal(value.substr((v6 ? kIpv6 : kIpv4).size()), 65535, &number)) return false;
  out->tcp_port = static_cast<uint16_t>(number);
  return true;
}

}  // namespace

int read_settings(int argc, char** argv, Settings* out) {
  static const option kOptions[] = {
      {"host", 1, nullptr, 'h'},     {"app-id", 1, nullptr, 'a'},   {"ca-file", 1, nullptr, 'c'},
      {"timeout", 1, nullptr, 't'},  {"listen", 1, nullptr, 'l'},   {"origin", 1, nullptr, 'o'},
      {"visits", 1, nullptr, 'v'},   {"idle", 1, nullptr, 'i'},     {"title", 1, nullptr, 'T'},
      {"done-url", 1, nullptr, 'd'}, {"keyboard", 0, nullptr, 'k'}, {"port-file", 1, nullptr, 'p'},
      {nullptr, 0, nullptr, 0}};
  int c = 0;
  while ((c = getopt_long(argc, argv, "", kOptions, nullptr)) != -1) {
    switch (c) {
      case 'h':
        out->config.host = optarg;
        break;
      case 'a':
        out->config.app_id = optarg;
        break;
      case 'c':
        out->config.ca_pem = read_file(optarg);
        break;
      case 't':
        out->config.timeout_ms = atoll(optarg) * 1000;
        break;
      case 'l':
        if (!read_listen(optarg, &out->listen)) return 2;
        break;
      case 'o':
        if (out->origin_count == kMaxOrigins) return 2;
        out->origins[out->origin_count++] = optarg;
        break;
      case 'v':
        out->visits = static_cast<size_t>(atoi(optarg));
        if (out->visits < 1 || out->visits > kMaxVisits) return 2;
        break;
      case 'i':
        out->idle_ms = atoll(optarg) * 1000;
        if (out->idle_ms < 30'000) return 2;
        break;
      case 'T':
        out->title = optarg;
        break;
      case 'd':
        out->done_url = optarg;
        break;
      case 'k':
        out->keyboard = true;
        break;
      case 'p':
        out->port_file = optarg;
        break;
      default:
        return 2;
    }
  }
  return -1;
}

}  // namespace sparekey::kiosk
