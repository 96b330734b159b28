// SPDX-License-Identifier: Apache-2.0
#include "kiosk/seal.hpp"

#include "base/hex.hpp"
#include "base/same_secret.hpp"
#include "base/wipe.hpp"
#include "crypto/sm3.hpp"

namespace sparekey::kiosk {
namespace {

using crypto::kSm3Size;
using crypto::Sm3;

void put_counter(uint32_t counter, uint8_t (&out)[4]) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<uint8_t>(counter >> (24 - 8 * i));
}

// RFC 2104: the key, which is shorter than a block, is padded with zeros and XORed with `pad`.
template <size_t size>
void begin_hash(const uint8_t (&key)[size], uint8_t pad, Sm3* hash) {
  uint8_t block[64];
  for (size_t i = 0; i < sizeof block; ++i)
    block[i] = static_cast<uint8_t>((i < size ? key[i] : 0) ^ pad);
  hash->update(block, sizeof block);
  wipe(block, sizeof block);
}

}  // namespace

bool equal(const Id& a, const Id& b) { return same_secret(a.bytes, b.bytes, sizeof a.bytes); }

bool Seal::draw_key(const Port& port) {
  return port.random(port.context, key_, sizeof key_) == kPortOk;
}

void Seal::forget() { wipe(key_, sizeof key_); }

void Seal::mac(Use use, const Id& id, uint32_t counter, uint8_t (&out)[kMacBytes]) const {
  const auto tag = static_cast<uint8_t>(use);
  uint8_t number[4];
  put_counter(counter, number);
  uint8_t digest[kSm3Size];
  Sm3 inner;
  begin_hash(key_, 0x36, &inner);
  inner.update(&tag, 1);
  inner.update(id.bytes, sizeof id.bytes);
  inner.update(number, sizeof number);
  inner.finish(digest);
  Sm3 outer;
  begin_hash(key_, 0x5C, &outer);
  outer.update(digest, sizeof digest);
  outer.finish(digest);
  memcpy(out, digest, sizeof out);
}

Text Seal::cookie(const Id& id, char (&out)[kCookieChars]) const {
  uint8_t code[kMacBytes];
  mac(Use::cookie, id, 0, code);
  hex_encode({id.bytes, sizeof id.bytes}, out);
  hex_encode({code, sizeof code}, out + 2 * sizeof id.bytes);
  return {out, sizeof out};
}

bool Seal::is_cookie(Text value, Id* out) const {
  uint8_t bytes[kCookieChars / 2];
  if (value.size() != kCookieChars || !hex_decode(value, bytes)) return false;
  memcpy(out->bytes, bytes, sizeof out->bytes);
  uint8_t code[kMacBytes];
  mac(Use::cookie, *out, 0, code);
  return same_secret(bytes + sizeof out->bytes, code, sizeof code);
}

Text Seal::form(const Id& id, uint32_t counter, char (&out)[kFormChars]) const {
  uint8_t bytes[kFormChars / 2];
  uint8_t number[4];
  put_counter(counter, number);
  memcpy(bytes, number, sizeof number);
  uint8_t code[kMacBytes];
  mac(Use::form, id, counter, code);
  memcpy(bytes + sizeof number, code, sizeof code);
  hex_encode({bytes, sizeof bytes}, out);
  return {out, sizeof out};
}

bool Seal::is_form(Text value, const Id& id, uint32_t* out_counter) const {
  uint8_t bytes[kFormChars / 2];
  if (value.size() != kFormChars || !hex_decode(value, bytes)) return false;
  uint32_t counter = 0;
  for (int i = 0; i < 4; ++i) counter = counter << 8 | bytes[i];
  *out_counter = counter;
  uint8_t code[kMacBytes];
  mac(Use::form, id, counter, code);
  return same_secret(bytes + 4, code, sizeof code);
}

}  // namespace sparekey::kiosk
