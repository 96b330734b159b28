// SPDX-License-Identifier: Apache-2.0
#include "der.hpp"

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace sparekey::test::der {
namespace {

std::string base_256(size_t value) {
  std::string out;
  for (; value > 0; value >>= 8) out.insert(out.begin(), static_cast<char>(value & 0xFF));
  return out;
}

int digit(char c) {
  const size_t found = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
  if (found == std::string_view::npos) throw std::runtime_error("a digit that is none");
  return static_cast<int>(found);
}

char byte_of(std::string_view two_digits) {
  return static_cast<char>(digit(two_digits.at(0)) * 16 + digit(two_digits.at(1)));
}

// Where the contents of `tlv` begin.
size_t header_size(std::string_view tlv) {
  const auto first = static_cast<unsigned char>(tlv.at(1));
  return first < 0x80 ? 2 : 2u + (first & 0x7Fu);
}

}  // namespace

std::string tlv(unsigned char tag, std::string_view contents) {
  std::string out(1, static_cast<char>(tag));
  if (contents.size() < 0x80) {
    out += static_cast<char>(contents.size());
  } else {
    const std::string size = base_256(contents.size());
    out += static_cast<char>(0x80 | size.size());
    out += size;
  }
  return out.append(contents);
}

std::string seq(std::string_view contents) { return tlv(kSequence, contents); }
std::string octets(std::string_view contents) { return tlv(kOctets, contents); }

std::string bits(std::string_view octets, int unused) {
  return tlv(kBits, std::string(1, static_cast<char>(unused)).append(octets));
}

std::string oid(std::string_view dotted) {
  std::vector<uint64_t> arcs(1, 0);
  for (const char c : dotted) {
    if (c == '.')
      arcs.push_back(0);
    else
      arcs.back() = arcs.back() * 10 + static_cast<uint64_t>(digit(c));
  }
  std::string out;
  arcs.at(1) += arcs.at(0) * 40;
  for (size_t i = 1; i < arcs.size(); ++i) {
    std::string arc(1, static_cast<char>(arcs[i] & 0x7F));
    for (uint64_t rest = arcs[i] >> 7; rest > 0; rest >>= 7)
      arc.insert(arc.begin(), static_cast<char>(0x80 | (rest & 0x7F)));
    out += arc;
  }
  return tlv(kOid, out);
}

std::string with_long_length(std::string_view tlv) {
  const size_t header = header_size(tlv);
  std::string size = base_256(tlv.size() - header);
  size.insert(size.begin(), '\0');
  return std::string(1, tlv[0]) + static_cast<char>(0x80 | size.size()) + size +
         std::string(tlv.substr(header));
}

std::string with_no_length(std::string_view tlv) {
  return std::string(1, tlv[0]) + '\x80' + std::string(tlv.substr(header_size(tlv))) +
         std::string(2, '\0');
}

std::string from_hex(std::string_view hex) {
  std::string out;
  size_t i = 0;
  for (; i < hex.size() && hex[i] != '*'; i += 2) out += byte_of(hex.substr(i, 2));
  if (i < hex.size()) out.resize(std::stoul(std::string(hex.substr(i + 1))), out.back());
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    out += byte_of(text.substr(i + 1, 2));
    i += 2;
  }
  return out;
}

}  // namespace sparekey::test::der
