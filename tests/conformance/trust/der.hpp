// SPDX-License-Identifier: Apache-2.0
// Writes DER by hand, so that what no library would write can be written too.
#ifndef SPAREKEY_CONFORMANCE_DER_HPP
#define SPAREKEY_CONFORMANCE_DER_HPP

#include <string>
#include <string_view>

namespace sparekey::test::der {

constexpr unsigned char kBoolean = 0x01, kInteger = 0x02, kBits = 0x03, kOctets = 0x04,
                        kNull = 0x05, kOid = 0x06, kEnumerated = 0x0A, kUtf8 = 0x0C,
                        kPrintable = 0x13, kTeletex = 0x14, kIa5 = 0x16, kUtcTime = 0x17,
                        kGeneralizedTime = 0x18, kBmp = 0x1E, kSequence = 0x30, kSet = 0x31;
// [n], primitive or constructed.
constexpr unsigned char context(int n) { return static_cast<unsigned char>(0x80 | n); }
constexpr unsigned char constructed(int n) { return static_cast<unsigned char>(0xA0 | n); }

std::string tlv(unsigned char tag, std::string_view contents);
std::string seq(std::string_view contents);
std::string oid(std::string_view dotted);
std::string bits(std::string_view octets, int unused = 0);
std::string octets(std::string_view contents);

// How lengths must not be written: with a byte more than needed; with none, and an end mark.
std::string with_long_length(std::string_view tlv);
std::string with_no_length(std::string_view tlv);

// "3000*128": the last byte goes on until there are so many.
std::string from_hex(std::string_view hex);
// With %XX for any byte.
std::string unescaped(std::string_view text);

}  // namespace sparekey::test::der

#endif
