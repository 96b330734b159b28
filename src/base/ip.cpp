// SPDX-License-Identifier: Apache-2.0
#include "base/ip.hpp"

#include "base/place.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

bool parse_quad(Text text, uint8_t* out) {
  size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && (at == text.size() || text[at++] != '.')) return false;
    const size_t start = at;
    unsigned value = 0;
    for (; at < text.size() && is_digit(text[at]) && at - start < 4; ++at)
      value = value * 10 + static_cast<unsigned>(text[at] - '0');
    const size_t digits = at - start;
    if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0')) return false;
    out[part] = static_cast<uint8_t>(value);
  }
  return at == text.size();
}

}  // namespace

bool parse_ipv4(Text text, Address* out) {
  reset(out);
  if (!parse_quad(text, out->bytes)) return false;
  out->family = 4;
  return true;
}

bool parse_ipv6(Text text, Address* out) {
  reset(out);
  uint8_t* const bytes = out->bytes;
  size_t size = 0;  // bytes written
  int gap = -1;     // the position of "::", in bytes
  for (size_t at = 0; at < text.size();) {
    // In front of a group: nothing, a colon, or two, behind which there need be no group.
    const bool colon = text[at] == ':';
    if (colon && ++at < text.size() && text[at] == ':') {
      if (gap >= 0) return false;
      gap = static_cast<int>(size);
      if (++at == text.size()) break;
    } else if (colon != (size > 0)) {
      return false;
    }
    const size_t start = at;
    uint32_t group = 0;
    for (; at < text.size() && at - start < 4 && hex_value(text[at]) >= 0; ++at)
      group = group << 4 | static_cast<uint32_t>(hex_value(text[at]));
    if (at < text.size() && text[at] == '.') {
      // The last 32 bits may be written as an IPv4 address.
      if (size > 12 || !parse_quad(text.substr(start), bytes + size)) return false;
      size += 4;
      break;
    }
    if (at == start || size > 14) return false;
    bytes[size++] = static_cast<uint8_t>(group >> 8);
    bytes[size++] = static_cast<uint8_t>(group);
  }
  if (gap < 0) {
    if (size != 16) return false;
  } else {
    if (size > 14) return false;  // "::" stands for one group at least
    const auto start = static_cast<size_t>(gap);
    const size_t tail = size - start;
    memmove(bytes + 16 - tail, bytes + start, tail);
    memset(bytes + start, 0, 16 - size);
  }
  out->family = 6;
  return true;
}

}  // namespace sparekey
