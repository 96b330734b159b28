// SPDX-License-Identifier: Apache-2.0
// What this process has made itself, and nobody else could: cookies and the hidden field of forms
// carry a MAC, so that neither has to be remembered.
#ifndef SPAREKEY_KIOSK_SEAL_HPP
#define SPAREKEY_KIOSK_SEAL_HPP

#include "sparekey/port.hpp"
#include "sparekey/types.hpp"

namespace sparekey::kiosk {

/// 128 random bits: whose cookie it is.
struct Id {
  uint8_t bytes[16] = {};
};
/// Takes the same time wherever they differ.
bool equal(const Id& a, const Id& b);

constexpr size_t kMacBytes = 16;
constexpr size_t kCookieChars = 2 * (sizeof(Id) + kMacBytes);
constexpr size_t kFormChars = 2 * (4 + kMacBytes);

class Seal {
 public:
  Seal() = default;
  ~Seal() { forget(); }
  Seal(const Seal&) = delete;
  Seal& operator=(const Seal&) = delete;

  /// Draws a key, which lives as long as the process. False: the system has no randomness.
  bool draw_key(const Port& port);
  void forget();

  /// The cookie's value, and whether a value is one of ours.
  Text cookie(const Id& id, char (&out)[kCookieChars]) const;
  bool is_cookie(Text value, Id* out) const;

  /// The hidden field of the forms of `id`, from the one with `counter` 0 on, and whether a value
  /// is one of them.
  Text form(const Id& id, uint32_t counter, char (&out)[kFormChars]) const;
  bool is_form(Text value, const Id& id, uint32_t* out_counter) const;

 private:
  enum class Use : uint8_t { cookie = 1, form = 2 };
  void mac(Use use, const Id& id, uint32_t counter, uint8_t (&out)[kMacBytes]) const;

  uint8_t key_[32] = {};
};

}  // namespace sparekey::kiosk

#endif
