// SPDX-License-Identifier: Apache-2.0
// Texts packed by the compiler, with Huffman's code over their characters: the rarer, the more
// bits. English takes 60 % of its room so, Chinese in UTF-8 55 %, tables included.
#ifndef SPAREKEY_WORDS_PACKED_HPP
#define SPAREKEY_WORDS_PACKED_HPP

#include <stdint.h>

#include "sparekey/types.hpp"

namespace sparekey {

template <size_t count>
struct Texts {
  const char* at[count];
};

/// Where packed texts lie. The code is canonical: the codes of one length are consecutive numbers,
/// and begin where those of the length before end, doubled.
struct PackedTexts {
  const uint8_t* counts;    ///< how many characters have a code of 1 bit, of 2 bits, ...
  const uint16_t* symbols;  ///< the characters, from the shortest code on
  const uint16_t* marks;    ///< the bit at which every kMarkedTexts-th text begins
  const uint8_t* bits;      ///< the first is the highest bit of a byte; each text ends in a NUL
};
constexpr size_t kMarkedTexts = 8;

/// Writes the text of that number to `out`, in UTF-8; returns its size. The texts on the way to it
/// are written, too, but nothing beyond `capacity`.
constexpr size_t unpack(const PackedTexts& packed, size_t number, char* out, size_t capacity) {
  size_t at = packed.marks[number / kMarkedTexts];
  size_t to_skip = number % kMarkedTexts;
  size_t size = 0;
  for (;;) {
    const uint16_t* symbol = packed.symbols;
    unsigned offset = 0;  // of the code among those of its length
    for (const uint8_t* count = packed.counts;; ++count) {
      offset = offset << 1 | (packed.bits[at / 8] >> (7 - at % 8) & 1);
      ++at;
      if (offset < *count) break;
      offset -= *count;
      symbol += *count;
    }
    const unsigned character = symbol[offset];
    if (character == 0) {
      if (to_skip-- == 0) return size;
      size = 0;
    } else if (character < 0x80) {
      if (size < capacity) out[size++] = static_cast<char>(character);
    } else if (size + 3 <= capacity) {
      out[size++] = static_cast<char>(0xe0 | character >> 12);
      out[size++] = static_cast<char>(0x80 | (character >> 6 & 0x3f));
      out[size++] = static_cast<char>(0x80 | (character & 0x3f));
    }
  }
}

// Not covered: the compiler runs it.
namespace packing {

constexpr size_t kMaxSymbols = 512;
constexpr size_t kMaxCodeBits = 16;

// The character at `*at`, which is moved behind it: ASCII, or three bytes of UTF-8.
constexpr uint16_t next_character(const char** at) {
  const auto byte = [&] { return static_cast<unsigned>(static_cast<unsigned char>(*(*at)++)); };
  const unsigned first = byte();
  if (first < 0x80) return static_cast<uint16_t>(first);
  const unsigned second = byte() & 0x3f;
  return static_cast<uint16_t>((first & 0x0f) << 12 | second << 6 | (byte() & 0x3f));
}

/// A code for the characters of some texts.
struct Code {
  size_t count = 0;                    ///< of characters
  uint16_t symbols[kMaxSymbols] = {};  ///< in their order
  uint8_t lengths[kMaxSymbols] = {};   ///< in bits
  size_t bits = 0;                     ///< of all texts

  /// Whether it can be told in PackedTexts::counts.
  constexpr bool fits() const {
    size_t of_length[kMaxCodeBits + 1] = {};
    for (size_t i = 0; i < count; ++i)
      if (lengths[i] > kMaxCodeBits || ++of_length[lengths[i]] > UINT8_MAX) return false;
    return true;
  }

  constexpr size_t find(uint16_t symbol) const {
    size_t begin = 0;
    for (size_t end = count; end - begin > 1;) {
      const size_t middle = (begin + end) / 2;
      (symbols[middle] <= symbol ? begin : end) = middle;
    }
    return begin;
  }
};

// Huffman's: the two lightest nodes get a parent, again and again. Parents come into being in the
// order of their weight, so that the lightest node is the first of the leaves or of the parents
// left.
template <size_t texts>
constexpr Code make_code(const Texts<texts>& all) {
  uint16_t weights[0x10000] = {};
  for (const char* text : all.at) {
    while (*text != '\0') ++weights[next_character(&text)];
    ++weights[0];
  }
  Code code;
  size_t leaf[kMaxSymbols] = {};  // by weight
  for (size_t symbol = 0; symbol < 0x10000; ++symbol) {
    if (weights[symbol] == 0) continue;
    size_t at = code.count;
    for (; at > 0 && weights[code.symbols[leaf[at - 1]]] > weights[symbol]; --at)
      leaf[at] = leaf[at - 1];
    leaf[at] = code.count;
    code.symbols[code.count++] = static_cast<uint16_t>(symbol);
  }
  size_t weight[2 * kMaxSymbols] = {};  // leaves, then parents
  size_t parent[2 * kMaxSymbols] = {};
  for (size_t i = 0; i < code.count; ++i) weight[i] = weights[code.symbols[leaf[i]]];
  size_t next_leaf = 0;
  size_t next_parent = code.count;
  const size_t root = 2 * code.count - 2;
  for (size_t node = code.count; node <= root; ++node) {
    for (int child = 0; child < 2; ++child) {
      const bool is_leaf = next_leaf < code.count &&
                           (next_parent == node || weight[next_leaf] <= weight[next_parent]);
      const size_t lightest = is_leaf ? next_leaf++ : next_parent++;
      parent[lightest] = node;
      weight[node] += weight[lightest];
    }
    code.bits += weight[node];
  }
  size_t depth[2 * kMaxSymbols] = {};
  for (size_t node = root; node-- > 0;) {
    depth[node] = depth[parent[node]] + 1;
    if (node < code.count) code.lengths[leaf[node]] = static_cast<uint8_t>(depth[node]);
  }
  return code;
}

}  // namespace packing

/// What PackedTexts points to.
template <size_t texts, size_t symbol_count, size_t bit_count>
struct Packing {
  uint8_t counts[packing::kMaxCodeBits] = {};
  uint16_t symbols[symbol_count] = {};
  uint16_t marks[(texts + kMarkedTexts - 1) / kMarkedTexts] = {};
  uint8_t bits[(bit_count + 7) / 8] = {};

  constexpr PackedTexts texts_in() const { return {counts, symbols, marks, bits}; }
};

/// The code's own numbers of symbols and bits must be handed over, as only so the compiler can make
/// the arrays as large.
// Not covered: the compiler runs it.
template <size_t symbol_count, size_t bit_count, size_t texts>
constexpr auto pack(const Texts<texts>& all, const packing::Code& code) {
  static_assert(bit_count < 1U << 16, "marks are numbers of 16 bits");
  Packing<texts, symbol_count, bit_count> out;
  uint32_t numbers[symbol_count] = {};
  uint32_t number = 0;
  size_t symbol = 0;
  for (size_t length = 1; length <= packing::kMaxCodeBits; ++length, number <<= 1)
    for (size_t i = 0; i < symbol_count; ++i) {
      if (code.lengths[i] != length) continue;
      numbers[i] = number++;
      ++out.counts[length - 1];
      out.symbols[symbol++] = code.symbols[i];
    }
  size_t at = 0;
  for (size_t i = 0; i < texts; ++i) {
    if (i % kMarkedTexts == 0) out.marks[i / kMarkedTexts] = static_cast<uint16_t>(at);
    const char* text = all.at[i];
    for (uint16_t character = 1; character != 0;) {
      character = packing::next_character(&text);
      const size_t found = code.find(character);
      for (size_t bit = code.lengths[found]; bit-- > 0; ++at)
        out.bits[at / 8] |= static_cast<uint8_t>((numbers[found] >> bit & 1) << (7 - at % 8));
    }
  }
  return out;
}

}  // namespace sparekey

#endif
