// SPDX-License-Identifier: Apache-2.0
#include "http/response_head.hpp"

#include "base/text.hpp"
#include "http/http_date.hpp"

namespace sparekey::http {
namespace {

constexpr int64_t kMaxRetryAfter_s = 31'622'400;  // a year

}  // namespace

Field field_of(Text name) {
  static constexpr const char* kNames[] = {"connection", "content-encoding", "content-length",
                                           "date",       "retry-after",      "transfer-encoding"};
  auto field = static_cast<uint8_t>(Field::connection);
  for (const char* known : kNames) {
    if (equal(name, known)) return static_cast<Field>(field);
    ++field;
  }
  return Field::other;
}

void ResponseHead::take(Text value, bool empty) {
  // What is no list and comes twice is read as empty: times then say nothing, framing is bad.
  if (has(field) && !is_list(field)) value = Text();
  seen = static_cast<uint8_t>(seen | 1u << static_cast<unsigned>(field));
  uint64_t number = 0;
  switch (field) {
    case Field::none:
    case Field::other:
      break;
    case Field::connection:
      if (equal(value, "close")) closes = true;
      break;
    case Field::content_encoding:
      if (!empty && !equal(value, "identity")) has_content_coding = true;
      break;
    case Field::content_length:
      if (!parse_decimal(value, UINT64_MAX, &number)) bad_framing = true;
      left = number < SIZE_MAX ? number & SIZE_MAX : SIZE_MAX;
      break;
    case Field::date:
      date_s = parse_http_date(value) + 1;
      break;
    case Field::retry_after:
      if (parse_decimal(value, kMaxRetryAfter_s, &number)) {
        retry_after_s = static_cast<int32_t>(number) + 1;
      } else {
        retry_after_s = 0;
        retry_at_s = parse_http_date(value) + 1;
      }
      break;
    case Field::transfer_encoding:
      if (!equal(value, "chunked")) bad_framing = true;
      break;
  }
}

void ResponseHead::take_fold() {
  if (field == Field::connection) bad_connection = true;
  if (field == Field::content_length || field == Field::transfer_encoding) bad_framing = true;
}

void ResponseHead::end() {
  if (date_s > 0 && retry_at_s > 0) {
    const int64_t wait_s = retry_at_s - date_s;
    if (wait_s <= kMaxRetryAfter_s)
      retry_after_s = wait_s < 0 ? 1 : static_cast<int32_t>(wait_s) + 1;
  }
  // RFC 9112 sections 6.1 and 6.3: two framings, or one that HTTP/1.0 does not know.
  if (has(Field::transfer_encoding) && (has(Field::content_length) || http_1_0)) bad_framing = true;
}

}  // namespace sparekey::http
