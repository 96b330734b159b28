// SPDX-License-Identifier: Apache-2.0
#include "http/response_parser.hpp"

#include "http/http_date.hpp"
#include "http/syntax.hpp"

namespace sparekey::http {
namespace {

constexpr unsigned kMaxInterim = 4;
constexpr int64_t kMaxRetryAfter = 31'622'400;  // a year
constexpr uint8_t kSpoilt = UINT8_MAX;          // as word_size_: none of the words looked for

// RFC 9112 section 4, up to the reason phrase; 0 stands for any digit.
constexpr char kStatusLine[] = "HTTP/1.0 000 ";
constexpr size_t kMinor = 7, kStatus = 9, kStatusEnd = 12;

}  // namespace

ResponseParser::Field ResponseParser::field_of(Text name) {
  static constexpr const char* kNames[] = {"connection", "content-encoding", "content-length",
                                           "date",       "retry-after",      "transfer-encoding"};
  uint8_t field = 0;
  for (const char* known : kNames) {
    ++field;
    if (equal(name, known)) return static_cast<Field>(field);
  }
  return Field::other;
}

void ResponseParser::begin(char* body, size_t capacity, size_t overhead_bytes, Asked asked) {
  *this = ResponseParser();
  body_ = body;
  capacity_ = capacity;
  overhead_left_ = overhead_bytes;
  asked_ = asked;
}

Code ResponseParser::feed(Bytes in) {
  for (size_t at = 0; at < in.size && error_ == Code::ok;) {
    if (state_ == State::sized_body || state_ == State::chunk_data ||
        state_ == State::body_until_close) {
      at += take_body(in.data + at, in.size - at);
    } else if (state_ == State::complete) {
      fail(Code::bad_http);
    } else if (overhead_left_ == 0) {
      fail(Code::answer_too_large);
    } else {
      --overhead_left_;
      take(static_cast<char>(in.data[at++]));
    }
  }
  return error_;
}

Code ResponseParser::finish() {
  if (state_ == State::body_until_close) state_ = State::complete;
  if (error_ == Code::ok && state_ != State::complete) fail(Code::truncated);
  return error_;
}

void ResponseParser::fail(Code code) {
  error_ = code;
  state_ = State::failed;
}

void ResponseParser::require(bool good, State next) {
  if (good)
    state_ = next;
  else
    fail(Code::bad_http);
}

void ResponseParser::take(char c) {
  switch (state_) {
    case State::status_line:
      take_status_line(c);
      break;
    case State::reason:
      if (!is_text_char(c)) require(c == '\r', State::line_lf);
      break;
    case State::line_lf:
      require(c == '\n', State::field_start);
      break;
    case State::field_start:
    case State::field_name:
      take_name(c);
      break;
    case State::field_value:
      take_value(c);
      break;
    case State::section_lf:
      if (c == '\n')
        end_section();
      else
        fail(Code::bad_http);
      break;
    case State::chunk_size:
    case State::chunk_blank:
      take_chunk_size(c);
      break;
    case State::chunk_extension:
      if (!is_text_char(c)) require(c == '\r', State::chunk_size_lf);
      break;
    case State::chunk_size_lf:
      in_trailers_ = due_ == 0;
      require(c == '\n', in_trailers_ ? State::field_start : State::chunk_data);
      break;
    case State::chunk_data_cr:
      require(c == '\r', State::chunk_data_lf);
      break;
    case State::chunk_data_lf:
      place_ = 0;
      require(c == '\n', State::chunk_size);
      break;
    default:
      break;  // feed() sees to the others
  }
}

void ResponseParser::take_status_line(char c) {
  const char expected = kStatusLine[place_];
  bool good = expected == '0' ? is_digit(c) : c == expected;
  if (place_ == kMinor && c == '0') {
    head_.http_1_0 = true;
    head_.keep_alive = false;
  }
  if (place_ == kStatus) good = c >= '1' && c <= '5';  // RFC 9110 section 15: others are invalid
  if (place_ >= kStatus && place_ < kStatusEnd)
    head_.status = static_cast<uint16_t>(head_.status * 10 + (c - '0'));
  require(good, ++place_ == sizeof kStatusLine - 1 ? State::reason : State::status_line);
}

// RFC 9112 section 5. A blank at the beginning would continue the field before (obs-fold), and one
// before the colon hide its name: neither is a token character.
void ResponseParser::take_name(char c) {
  if (state_ == State::field_start) {
    word_size_ = 0;
    if (c == '\r') {
      state_ = State::section_lf;
      return;
    }
  } else if (c == ':') {
    field_ = in_trailers_ ? Field::other : field_of(word());
    word_size_ = 0;
    state_ = State::field_value;
    return;
  }
  put_word(c);
  require(is_token_char(c), State::field_name);
}

// Gathers an element in word_, the blanks around it left out. Only a date has some inside. Only
// Connection is taken for a list; elsewhere a comma makes a value that is refused.
void ResponseParser::take_value(char c) {
  if (is_blank(c)) {
    if (word_size_ != 0) blanks_ = static_cast<uint8_t>(c == ' ' && blanks_ < 2 ? blanks_ + 1 : 3);
  } else if (c == '\r' || (c == ',' && field_ == Field::connection)) {
    if (c == '\r') state_ = State::line_lf;
    end_element();
    word_size_ = 0;
    blanks_ = 0;
  } else {
    for (; blanks_ != 0; --blanks_) put_word(' ');
    put_word(c);
    require(is_text_char(c), State::field_value);
  }
}

void ResponseParser::put_word(char c) {
  if (word_size_ < sizeof word_)
    word_[word_size_++] = to_lower(c);
  else
    word_size_ = kSpoilt;
}

Text ResponseParser::word() const {
  return {word_, word_size_ == kSpoilt ? size_t{0} : word_size_};
}

void ResponseParser::end_element() {
  uint64_t seconds = 0;
  switch (field_) {
    case Field::other:
      break;
    case Field::connection:
      if (equal(word(), "close")) head_.keep_alive = false;
      break;
    case Field::content_encoding:
      if (!equal(word(), "identity")) head_.refused_coding = true;
      break;
    case Field::content_length:
      if (head_.has_length || !parse_decimal(word(), UINT64_MAX, &due_)) fail(Code::bad_http);
      head_.has_length = true;
      break;
    case Field::date:
      head_.date_s = head_.has_date ? -1 : parse_http_date(word());
      head_.has_date = true;
      break;
    case Field::retry_after:
      head_.retry_after_s = -1;
      head_.retry_at_s = -1;
      if (head_.has_retry_after) break;
      if (parse_decimal(word(), kMaxRetryAfter, &seconds))
        head_.retry_after_s = static_cast<int32_t>(seconds);
      else
        head_.retry_at_s = parse_http_date(word());
      head_.has_retry_after = true;
      break;
    case Field::transfer_encoding:
      if (head_.has_transfer_coding || !equal(word(), "chunked")) head_.refused_coding = true;
      head_.has_transfer_coding = true;
      break;
  }
}

// The empty line behind the fields of a head, or behind the trailers.
void ResponseParser::end_section() {
  if (in_trailers_) {
    state_ = State::complete;
    return;
  }
  place_ = 0;
  if (head_.date_s >= 0 && head_.retry_at_s >= 0) {
    const int64_t wait_s = head_.retry_at_s - head_.date_s;
    if (wait_s <= kMaxRetryAfter)
      head_.retry_after_s = wait_s < 0 ? 0 : static_cast<int32_t>(wait_s);
  }
  if (asked_ == Asked::tunnel && head_.status >= 200) {
    status_ = head_.status;
    if (status_ >= 300) return fail(Code::proxy_refused);
    state_ = State::complete;
    return;
  }
  // RFC 9112 section 6.1 and 6.3: two framings, or one that HTTP/1.0 does not know.
  if (head_.has_transfer_coding && (head_.has_length || head_.http_1_0))
    return fail(Code::bad_http);
  // Neither has a body (RFC 9110 section 8.6, RFC 9112 section 6.1).
  const bool interim = head_.status < 200;
  if ((interim || head_.status == 204) && (head_.has_transfer_coding || due_ != 0))
    return fail(Code::bad_http);
  if (interim) {
    // 101 answers an Upgrade, which was not asked for.
    if (head_.status == 101 || interim_++ == kMaxInterim) return fail(Code::bad_http);
    head_ = Head();
    state_ = State::status_line;
    return;
  }
  status_ = head_.status;
  if (status_ / 100 == 3) return fail(Code::redirected);
  if (head_.refused_coding) return fail(Code::bad_http);
  if (status_ == 204 || (head_.has_length && due_ == 0)) {
    state_ = State::complete;
  } else if (head_.has_transfer_coding) {
    state_ = State::chunk_size;
  } else if (head_.has_length) {
    if (due_ > capacity_) return fail(Code::answer_too_large);
    state_ = State::sized_body;
  } else {
    state_ = State::body_until_close;
    head_.keep_alive = false;
  }
}

// RFC 9112 section 7.1: a size in hexadecimal digits, blanks only before an extension.
void ResponseParser::take_chunk_size(char c) {
  const int digit = hex_value(c);
  if (digit >= 0 && state_ == State::chunk_size) {
    // No overflow: before this digit it was no more than a buffer can hold.
    due_ = due_ * 16 + static_cast<uint64_t>(digit);
    if (due_ > capacity_ - size_) return fail(Code::answer_too_large);
    place_ = 1;
  } else if (place_ == 0) {
    fail(Code::bad_http);
  } else if (c == ';') {
    state_ = State::chunk_extension;
  } else if (is_blank(c)) {
    state_ = State::chunk_blank;
  } else {
    require(c == '\r' && state_ == State::chunk_size, State::chunk_size_lf);
  }
}

// As much of `in` as belongs to the body or chunk; none, where a body until close is too large.
size_t ResponseParser::take_body(const uint8_t* in, size_t size) {
  const bool until_close = state_ == State::body_until_close;
  const uint64_t most = until_close ? capacity_ - size_ : due_;
  if (size > most) size = static_cast<size_t>(most);
  if (size == 0) {
    fail(Code::answer_too_large);
    return 0;
  }
  memcpy(body_ + size_, in, size);
  size_ += size;
  if (until_close) return size;
  due_ -= size;
  if (due_ == 0) state_ = state_ == State::sized_body ? State::complete : State::chunk_data_cr;
  return size;
}

}  // namespace sparekey::http
