// SPDX-License-Identifier: Apache-2.0
#include "kiosk/cookie.hpp"

#include "base/writer.hpp"
#include "kiosk/languages.hpp"

namespace sparekey::kiosk {
namespace {

constexpr Text kPrefix = "visit=";

void put_attributes(bool secure, Writer* out) {
  out->put("; Path=/; HttpOnly; SameSite=Strict");
  if (secure) out->put("; Secure");
}

}  // namespace

void CookieReader::read_value(Text value) {
  ++count_;
  cookie_ = Cookie();
  const size_t id_chars = value.size() < kCookieChars ? value.size() : kCookieChars;
  cookie_.authentic = seal_.is_cookie(value.substr(0, id_chars), &cookie_.id);
  const Text rest = value.substr(id_chars);
  if (rest.empty()) return;
  cookie_.has_language = rest[0] == '.' && read_tag(rest.substr(1), &cookie_.language);
  if (!cookie_.has_language) cookie_.authentic = false;
}

void CookieReader::read(Text field) {
  while (!field.empty()) {
    size_t end = 0;
    while (end < field.size() && field[end] != ';') ++end;
    Text pair = field.substr(0, end);
    field = end < field.size() ? field.substr(end + 1) : Text();
    while (!pair.empty() && (pair[0] == ' ' || pair[0] == '\t')) pair = pair.substr(1);
    while (!pair.empty() && (pair[pair.size() - 1] == ' ' || pair[pair.size() - 1] == '\t'))
      pair = pair.substr(0, pair.size() - 1);
    if (pair.size() >= kPrefix.size() && equal(pair.substr(0, kPrefix.size()), kPrefix))
      read_value(pair.substr(kPrefix.size()));
  }
}

Text set_cookie(const Seal& seal, const Cookie& cookie, bool secure,
                char (&out)[kMaxSetCookieBytes]) {
  Writer writer(out, sizeof out - 1);
  writer.put(kPrefix);
  char sealed[kCookieChars];
  writer.put(seal.cookie(cookie.id, sealed));
  if (cookie.has_language) {
    writer.put('.');
    writer.put(tag_of(cookie.language));
  }
  put_attributes(secure, &writer);
  out[writer.size()] = '\0';
  return writer.written();
}

Text expire_cookie(bool secure, char (&out)[kMaxSetCookieBytes]) {
  Writer writer(out, sizeof out - 1);
  writer.put(kPrefix);
  writer.put("; Max-Age=0");
  put_attributes(secure, &writer);
  out[writer.size()] = '\0';
  return writer.written();
}

}  // namespace sparekey::kiosk
