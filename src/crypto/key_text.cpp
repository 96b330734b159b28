// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_text.hpp"

#include "base/text.hpp"

namespace sparekey::crypto {
namespace {

constexpr Text kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Where `wanted` begins in `text`, or text.size().
size_t find(Text text, Text wanted) {
  for (size_t i = 0; text.size() - i >= wanted.size(); ++i)
    if (equal(text.substr(i, wanted.size()), wanted)) return i;
  return text.size();
}

}  // namespace

Text trim(Text text) {
  constexpr size_t kMark = kByteOrderMark.size();
  for (;;) {
    const size_t size = text.size();
    if (size > 0 && is_space(text[0]))
      text = text.substr(1);
    else if (size > 0 && is_space(text[size - 1]))
      text = text.substr(0, size - 1);
    else if (size >= kMark && equal(text.substr(0, kMark), kByteOrderMark))
      text = text.substr(kMark);
    else
      return text;
  }
}

bool strip_armour(Text text, Text* out_base64) {
  constexpr Text kBegin = "-----BEGIN PUBLIC KEY-----";
  constexpr Text kEnd = "-----END PUBLIC KEY-----";
  const size_t begin = find(text, kBegin);
  if (begin == text.size()) {
    *out_base64 = trim(text);
    return true;
  }
  const Text rest = text.substr(begin + kBegin.size());
  const size_t end = find(rest, kEnd);
  *out_base64 = rest.substr(0, end);
  return end < rest.size();
}

}  // namespace sparekey::crypto
