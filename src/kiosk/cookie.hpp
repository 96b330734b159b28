// SPDX-License-Identifier: Apache-2.0
// The cookie `visit`: whose it is, sealed, and the language that was chosen, which needs no seal.
// So one cookie ends everything of a visitor at once.
#ifndef SPAREKEY_KIOSK_COOKIE_HPP
#define SPAREKEY_KIOSK_COOKIE_HPP

#include "kiosk/seal.hpp"
#include "words/phrase.hpp"

namespace sparekey::kiosk {

struct Cookie {
  bool authentic = false;  ///< this process made it
  Id id;
  bool has_language = false;
  UiLanguage language = UiLanguage::english;
};

/// Looks for `visit` in one field Cookie, and adds it to what was found in the fields before. Two
/// of them count as none: somebody has put one over the other.
class CookieReader {
 public:
  explicit CookieReader(const Seal& seal) : seal_(seal) {}
  void read(Text field);
  Cookie cookie() const { return count_ == 1 ? cookie_ : Cookie(); }

 private:
  void read_value(Text value);

  const Seal& seal_;
  Cookie cookie_;
  size_t count_ = 0;
};

constexpr size_t kMaxSetCookieBytes = 160;

/// The field Set-Cookie that hands `cookie` out, or makes the browser forget it.
Text set_cookie(const Seal& seal, const Cookie& cookie, bool secure,
                char (&out)[kMaxSetCookieBytes]);
Text expire_cookie(bool secure, char (&out)[kMaxSetCookieBytes]);

}  // namespace sparekey::kiosk

#endif
