// SPDX-License-Identifier: Apache-2.0
#include "kiosk/head.hpp"

#include "base/text.hpp"
#include "kiosk/form.hpp"

namespace sparekey::kiosk {
namespace {

struct Judged {
  const Head& head;
  const WebOrigin* origin;  // the one that Host names
};

// Where one request ends and the next begins must be the same to everybody on the way.
bool is_ambiguous(const Judged& request) {
  const Head& head = request.head;
  return head.has_odd_name || head.has_transfer_encoding || head.host.count > 1 ||
         head.content_length.count > 1;
}

bool is_for_another_host(const Judged& request) { return request.origin == nullptr; }
bool is_unknown(const Judged& request) { return request.head.route == Route::count; }
bool is_not_allowed(const Judged& request) {
  return !allows(request.head.route, request.head.method);
}

bool is_too_large(const Judged& request) {
  if (request.head.content_length.count == 0) return false;
  uint64_t size = 0;
  return !parse_decimal(request.head.content_length.value, kMaxPostBytes, &size);
}

bool is_posted_from_elsewhere(const Judged& request) {
  const Head& head = request.head;
  if (head.method != Method::post) return false;
  if (head.origin.count > 1 || head.fetch_site.count > 1) return true;
  const bool same_site = equal_ignoring_case(head.fetch_site.value, "same-origin");
  if (head.origin.count == 1) {
    // Sandboxed pages and redirected posts say null, and so do our own if a proxy or an extension
    // has them send no referrer.
    if (equal_ignoring_case(head.origin.value, "null")) return !same_site;
    return !is_same_origin(*request.origin, head.origin.value);
  }
  // Old and text browsers send neither: cookie and form will do.
  if (head.fetch_site.count == 0) return false;
  return !same_site && !equal_ignoring_case(head.fetch_site.value, "none");
}

// The script's word that somebody is there needs no form, and so no type.
bool is_no_form(const Judged& request) {
  const Head& head = request.head;
  if (head.method != Method::post) return false;
  if (head.route == Route::stay) return false;
  return head.content_type.count != 1 || !is_form_type(head.content_type.value);
}

struct Row {
  bool (*refuses)(const Judged& request);
  Refusal refusal;
};

// The first that applies.
constexpr Row kRows[] = {
    {is_ambiguous, {400, Screen::not_a_form, true}},
    {is_for_another_host, {421, Screen::wrong_host, false}},
    {is_unknown, {404, Screen::not_found, false}},
    {is_not_allowed, {405, Screen::no_method, false}},
    {is_posted_from_elsewhere, {403, Screen::foreign, false}},
    {is_too_large, {413, Screen::too_large, true}},
    {is_no_form, {400, Screen::not_a_form, false}},
};

}  // namespace

void Head::take(Text name, Text value) {
  while (!value.empty() && (value[value.size() - 1] == ' ' || value[value.size() - 1] == '\t'))
    value = value.substr(0, value.size() - 1);
  const auto is = [name](Text wanted) { return equal_ignoring_case(name, wanted); };
  if (is("Host")) {
    host.take(value);
  } else if (is("Cookie")) {
    cookies_.read(value);
  } else if (is("Origin")) {
    origin.take(value);
  } else if (is("Sec-Fetch-Site")) {
    fetch_site.take(value);
  } else if (is("Content-Type")) {
    content_type.take(value);
  } else if (is("Content-Length")) {
    content_length.take(value);
  } else if (is("Transfer-Encoding")) {
    has_transfer_encoding = true;
  } else if (is("Accept-Language")) {
    accept_language = value;
  }
  if (contains(name, ' ') || contains(name, '\t')) has_odd_name = true;
}

Refusal judge(const Head& head, const Origins& origins, const WebOrigin** out_origin) {
  *out_origin = head.host.count == 1 ? origins.of_host(head.host.value) : nullptr;
  const Judged request{head, *out_origin};
  for (const Row& row : kRows)
    if (row.refuses(request)) return row.refusal;
  return Refusal();
}

}  // namespace sparekey::kiosk
