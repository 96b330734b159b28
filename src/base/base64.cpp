// SPDX-License-Identifier: Apache-2.0
#include "base/base64.hpp"

namespace sparekey {
namespace {

char digit(unsigned value) {
  unsigned code = '/';
  if (value < 26)
    code = value + 'A';
  else if (value < 52)
    code = value + ('a' - 26);
  else if (value < 62)
    code = value - (52 - '0');
  else if (value == 62)
    code = '+';
  return static_cast<char>(code);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr unsigned kNoDigit = 64;
// A table would take more flash than this, and save a tenth of the time.
unsigned digit_of(char c) {
  const unsigned code = static_cast<unsigned char>(c);
  if (const unsigned upper = code - 'A'; upper < 26) return upper;
  if (const unsigned lower = code - 'a'; lower < 26) return lower + 26;
  if (const unsigned figure = code - '0'; figure < 10) return figure + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : kNoDigit;
}

struct Decoding {
  const char* at;
  const char* end;
  uint8_t* to;
  const uint8_t* limit;
  uint32_t group = 1;  // the digits of the last one that is not whole, behind a one

  size_t room() const { return static_cast<size_t>(limit - to); }
};

// Up to whatever is no digit, or to the group that there is no room for.
void decode_groups(Decoding* decoding, bool allow_space) {
  Decoding d = *decoding;
  for (; d.at != d.end; ++d.at) {
    const unsigned digit = digit_of(*d.at);
    if (digit == kNoDigit) {
      if (allow_space && is_space(*d.at)) continue;
      break;
    }
    d.group = d.group << 6 | digit;
    if (d.group >> 24 == 0) continue;
    if (d.room() < 3) break;
    *d.to++ = static_cast<uint8_t>(d.group >> 16);
    *d.to++ = static_cast<uint8_t>(d.group >> 8);
    *d.to++ = static_cast<uint8_t>(d.group);
    d.group = 1;
  }
  *decoding = d;
}

}  // namespace

void base64_encode(Bytes in, char* out) {
  for (size_t i = 0; i < in.size; i += 3) {
    const size_t left = in.size - i;
    uint32_t group = 0;
    for (size_t nth = 0; nth < 3; ++nth) group = group << 8 | (nth < left ? in.data[i + nth] : 0u);
    for (unsigned nth = 0; nth < 4; ++nth)
      *out++ = nth > left ? '=' : digit(group >> (18 - 6 * nth) & 63);
  }
}

bool base64_decode(Text in, bool allow_space, uint8_t* out, size_t capacity, size_t* out_size) {
  Decoding d{in.begin(), in.end(), out, out + capacity};
  decode_groups(&d, allow_space);
  size_t padding = 0;
  for (; d.at != d.end; ++d.at)
    if (*d.at == '=')
      ++padding;
    else if (!allow_space || !is_space(*d.at))
      return false;
  if (d.group == 1) {
    if (padding != 0) return false;
  } else {
    if (d.group >> 12 == 0) return false;  // a single digit
    const size_t bytes = d.group >> 18 == 0 ? 1 : 2;
    const unsigned unused = bytes == 1 ? 4 : 2;
    if (bytes + padding != 3 || (d.group & ((1u << unused) - 1)) != 0 || d.room() < bytes)
      return false;
    d.group >>= unused;
    if (bytes == 2) *d.to++ = static_cast<uint8_t>(d.group >> 8);
    *d.to++ = static_cast<uint8_t>(d.group);
  }
  *out_size = static_cast<size_t>(d.to - out);
  return true;
}

size_t base64_decode_head(Text in, uint8_t* out, size_t capacity) {
  Decoding d{in.begin(), in.end(), out, out + capacity};
  decode_groups(&d, true);
  return static_cast<size_t>(d.to - out);
}

}  // namespace sparekey
