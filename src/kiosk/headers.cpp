// SPDX-License-Identifier: Apache-2.0
#include "kiosk/headers.hpp"

#include <microhttpd.h>

#include "base/text.hpp"
#include "kiosk/languages.hpp"

namespace sparekey::kiosk {
namespace {

struct Field {
  const char* name;
  const char* value;
};

constexpr Field kAlways[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src "
     "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
    // Without a referrer Chromium sends `Origin: null` on our own forms.
    {"Referrer-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

class Adder {
 public:
  explicit Adder(MHD_Response* response) : response_(response) {}

  // Null: there is no such field.
  void add(const char* name, const char* value) {
    if (value == nullptr || *value == '\0') return;
    good_ = MHD_add_response_header(response_, name, value) == MHD_YES && good_;
  }
  bool is_good() const { return good_; }

 private:
  MHD_Response* response_;
  bool good_ = true;
};

}  // namespace

bool add_headers(const Answer& answer, MHD_Response* response) {
  Adder adder(response);
  for (const Field& field : kAlways) adder.add(field.name, field.value);
  adder.add("Content-Type", answer.content_type);
  if (answer.is_page) adder.add("Content-Language", tag_of(answer.language).data());
  if (answer.location != Route::count) adder.add("Location", path_of(answer.location).data());
  if (answer.allow != Route::count) adder.add("Allow", allowed_methods(answer.allow).data());
  if (answer.retry_after_s >= 0) {
    char digits[kMaxDecimalDigits + 1];
    char buffer[kMaxDecimalDigits];
    const Text number = to_decimal(static_cast<uint64_t>(answer.retry_after_s), buffer);
    memcpy(digits, number.data(), number.size());
    digits[number.size()] = '\0';
    adder.add("Retry-After", digits);
  }
  adder.add("Set-Cookie", answer.cookie);
  if (answer.closes) adder.add("Connection", "close");
  return adder.is_good();
}

bool is_cookie_field(Text name) { return equal_ignoring_case(name, "Cookie"); }

}  // namespace sparekey::kiosk
