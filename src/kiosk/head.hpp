// SPDX-License-Identifier: Apache-2.0
// What of a request's head decides anything, and whether the request is refused by it.
#ifndef SPAREKEY_KIOSK_HEAD_HPP
#define SPAREKEY_KIOSK_HEAD_HPP

#include "kiosk/cookie.hpp"
#include "kiosk/origins.hpp"
#include "kiosk/route.hpp"
#include "kiosk/view.hpp"

namespace sparekey::kiosk {

/// A field that may be given once.
struct OnlyField {
  Text value;
  size_t count = 0;

  void take(Text text) {
    value = text;
    ++count;
  }
};

class Head {
 public:
  Head(const Seal& seal, Text method_text, Text path)
      : method(read_method(method_text)), route(find_route(path)), cookies_(seal) {}

  /// One field, in the order they came. The texts must stay until the head has been judged.
  void take(Text name, Text value);

  Cookie cookie() const { return cookies_.cookie(); }

  Method method;
  Route route;
  OnlyField host;
  OnlyField content_length;
  OnlyField content_type;
  OnlyField origin;
  OnlyField fetch_site;
  Text accept_language;
  bool has_transfer_encoding = false;
  bool has_odd_name = false;  ///< a field's name holds a blank: others may read another name

 private:
  CookieReader cookies_;
};

struct Refusal {
  unsigned status = 0;  ///< 0: it is not refused
  Screen screen = Screen::account;
  bool closes = false;  ///< Where the request ends is not known, or not waited for.
};

/// `*out_origin` is the one that Host names; null if it is none of ours.
Refusal judge(const Head& head, const Origins& origins, const WebOrigin** out_origin);

}  // namespace sparekey::kiosk

#endif
