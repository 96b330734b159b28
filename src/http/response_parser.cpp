// SPDX-License-Identifier: Apache-2.0
#include "http/response_parser.hpp"

#include "base/place.hpp"
#include "http/syntax.hpp"

namespace sparekey::http {
namespace {

constexpr unsigned kMaxInterim = 4;
constexpr uint8_t kTooLong = UINT8_MAX;  // as word_size: longer than anything looked for

// RFC 9112 section 4, up to the reason phrase; 0 stands for any digit.
constexpr char kStatusLine[] = "HTTP/1.0 000";
constexpr size_t kMinor = 7, kStatus = 9, kStatusEnd = sizeof kStatusLine - 1;

}  // namespace

void ResponseParser::begin(char* body, size_t capacity, size_t overhead_bytes, Method method) {
  reset(this);
  body_ = body;
  capacity_ = capacity;
  overhead_left_ = overhead_bytes;
  method_ = method;
}

Code ResponseParser::feed(Bytes in) {
  for (size_t at = 0; at < in.size && error_ == Code::ok;) {
    if (state_ >= State::sized_body && state_ <= State::body_until_close) {
      at += take_body(in.data + at, in.size - at);
    } else if (state_ == State::complete) {
      fail(Code::bad_http);
    } else if (overhead_left_ == 0) {
      fail(Code::answer_too_large);
    } else {
      const size_t left = in.size - at;
      const auto* const next = reinterpret_cast<const char*>(in.data + at);
      const size_t taken = take({next, left < overhead_left_ ? left : overhead_left_});
      overhead_left_ -= taken;
      at += taken;
    }
  }
  return error_;
}

Code ResponseParser::finish() {
  if (state_ == State::body_until_close) state_ = State::complete;
  if (error_ == Code::ok && state_ != State::complete) fail(Code::truncated);
  return error_;
}

// What is wrong with the page of an HTTP error matters less than the error's number.
void ResponseParser::fail(Code code) {
  const bool error = status_ >= 400 && state_ != State::complete && method_ != Method::connect;
  if (error && (code == Code::answer_too_large || (code == Code::bad_http && head_complete_)))
    code = Code::http_status;
  error_ = code;
  state_ = State::failed;
}

void ResponseParser::require(bool good, State next) {
  if (good)
    state_ = next;
  else
    fail(Code::bad_http);
}

// Takes a run of what means nothing here, or one byte; returns how many.
size_t ResponseParser::take(Text in) {
  if (state_ == State::reason || state_ == State::chunk_extension ||
      (state_ == State::field_value && head_.field == Field::other)) {
    size_t run = 0;
    while ((run = skip_plain(in, run)) < in.size() && is_text_char(in[run])) ++run;
    if (run != 0) return run;
  }
  if (state_ == State::field_start) start_line(in[0]);
  if (state_ == State::field_name) {
    size_t run = 0;
    for (; run < in.size() && is_token_char(in[run]); ++run) put_word(in[run]);
    if (run != 0) return run;
  }
  take(in[0]);
  return 1;
}

void ResponseParser::take(char c) {
  switch (state_) {
    case State::status_line:
      take_status_line(c);
      break;
    case State::reason:
      require(c == '\r', State::line_lf);
      break;
    case State::line_lf:
      require(c == '\n', State::field_start);
      break;
    case State::field_name:
      end_name(c);
      break;
    case State::field_fold:
      if (is_blank(c)) break;
      state_ = State::field_value;
      [[fallthrough]];
    case State::field_value:
      take_value(c);
      break;
    case State::section_lf:
      if (c == '\n')
        end_head();
      else
        fail(Code::bad_http);
      break;
    case State::chunk_size_start:
    case State::chunk_size:
    case State::chunk_blank:
      take_chunk_size(c);
      break;
    case State::chunk_extension:
      require(c == '\r', State::chunk_size_lf);
      break;
    case State::chunk_size_lf:
      head_.field = Field::none;
      require(c == '\n', head_.left == 0 ? State::field_start : State::chunk_data);
      break;
    case State::chunk_data_cr:
      require(c == '\r', State::chunk_data_lf);
      break;
    case State::chunk_data_lf:
      require(c == '\n', State::chunk_size_start);
      break;
    // Not covered: take() and feed() see to these themselves.
    case State::field_start:
    case State::sized_body:
    case State::chunk_data:
    case State::body_until_close:
    case State::complete:
    case State::failed:
      break;
  }
}

void ResponseParser::take_status_line(char c) {
  const size_t at = head_.line_position++;
  if (at == kStatusEnd) {
    // Servers without a reason phrase leave out the blank before it as well.
    if (c != ' ' && c != '\r') return fail(Code::bad_http);
    state_ = c == ' ' ? State::reason : State::line_lf;
    if (head_.status >= 200) status_ = head_.status;
    return;
  }
  const char expected = kStatusLine[at];
  bool good = expected == '0' ? is_digit(c) : c == expected;
  if (at == kMinor && c == '0') {
    head_.http_1_0 = true;
    head_.closes = true;
  }
  if (at >= kStatus) {
    head_.status = static_cast<uint16_t>(head_.status * 10 + (c - '0'));
    if (head_.status == 0) good = false;  // no status begins with a zero
  }
  require(good, State::status_line);
}

// RFC 9112 section 5. Only now is it known whether the line before was the whole field: a blank
// here continues it (obs-fold, section 5.2).
void ResponseParser::start_line(char c) {
  if (is_blank(c) && head_.field != Field::none) {
    head_.take_fold();
    head_.blanks = head_.word_size != 0 ? 1 : 0;
    state_ = State::field_fold;
  } else {
    end_element();
    state_ = State::field_name;
  }
}

// A blank before the first field, or before a colon, fails here: it is not a token character.
void ResponseParser::end_name(char c) {
  const bool empty = head_.word_size == 0;
  if (c == '\r' && empty) {
    state_ = State::section_lf;
  } else if (c == ':' && !empty) {
    head_.field = head_complete_ ? Field::other : field_of(word());
    head_.word_size = 0;
    state_ = State::field_value;
  } else {
    fail(Code::bad_http);
  }
}

// Gathers an element in word_ without the blanks around it; only a date has some inside.
void ResponseParser::take_value(char c) {
  if (is_blank(c)) {
    if (head_.word_size != 0)
      head_.blanks = static_cast<uint8_t>(c == ' ' && head_.blanks < 2 ? head_.blanks + 1 : 3);
  } else if (c == '\r') {
    state_ = State::line_lf;
  } else if (c == ',' && is_list(head_.field)) {
    end_element();
  } else {
    for (; head_.blanks != 0; --head_.blanks) put_word(' ');
    put_word(c);
    require(is_text_char(c), State::field_value);
  }
}

void ResponseParser::put_word(char c) {
  if (head_.word_size < sizeof word_)
    word_[head_.word_size++] = static_cast<char>(c | 0x20);
  else
    head_.word_size = kTooLong;
}

Text ResponseParser::word() const {
  return {word_, head_.word_size == kTooLong ? size_t{0} : head_.word_size};
}

void ResponseParser::end_element() {
  head_.take(word(), head_.word_size == 0);
  head_.word_size = 0;
  head_.blanks = 0;
}

// The empty line behind the fields of a head, or behind the trailers.
void ResponseParser::end_head() {
  if (head_complete_) {
    state_ = State::complete;
    return;
  }
  head_.end();
  const bool interim = status_ == 0;
  head_complete_ = !interim;
  if (!interim) {
    // Nothing else of these heads matters: the connection ends with them.
    if (method_ == Method::connect && status_ >= 300) return fail(Code::proxy_refused);
    if (status_ == 304) return fail(Code::http_status);
    if (status_ / 100 == 3) return fail(Code::redirected);
    if (method_ == Method::connect) return require(!head_.bad_connection, State::complete);
  }
  // Without a body (RFC 9110 section 8.6, RFC 9112 section 6.1), and announcing one.
  const bool bodiless = interim || status_ == 204;
  const bool chunked = head_.has(Field::transfer_encoding);
  if (head_.bad_framing || head_.bad_connection || (bodiless && (chunked || head_.left != 0)) ||
      (!interim && head_.has_content_coding))
    return fail(Code::bad_http);
  if (interim) {
    // 101 answers an Upgrade, which was not asked for.
    if (head_.status == 101 || interim_++ == kMaxInterim) return fail(Code::bad_http);
    reset(&head_);
    state_ = State::status_line;
  } else if (chunked) {
    head_.left = 0;
    state_ = State::chunk_size_start;
  } else if (head_.has(Field::content_length)) {
    if (head_.left > capacity_) return fail(Code::answer_too_large);
    state_ = head_.left == 0 ? State::complete : State::sized_body;
  } else if (bodiless) {
    state_ = State::complete;
  } else {
    head_.left = capacity_;
    state_ = State::body_until_close;
    head_.closes = true;
  }
}

// RFC 9112 section 7.1: a size in hexadecimal digits. Blanks behind it are padding, as in the size
// that was written into a field of fixed width.
void ResponseParser::take_chunk_size(char c) {
  const int digit = hex_value(c);
  if (digit >= 0 && state_ != State::chunk_blank) {
    const size_t room = capacity_ - size_;
    if (head_.left > room / 16) return fail(Code::answer_too_large);
    head_.left = head_.left * 16 + static_cast<size_t>(digit);
    if (head_.left > room) return fail(Code::answer_too_large);
    state_ = State::chunk_size;
  } else if (state_ == State::chunk_size_start) {
    fail(Code::bad_http);
  } else if (c == ';') {
    state_ = State::chunk_extension;
  } else if (is_blank(c)) {
    state_ = State::chunk_blank;
  } else {
    require(c == '\r', State::chunk_size_lf);
  }
}

// As much of `in` as belongs to the body or chunk; 0 if a body until close is too large.
size_t ResponseParser::take_body(const uint8_t* in, size_t size) {
  if (size > head_.left) size = head_.left;
  if (size == 0) {
    fail(Code::answer_too_large);
    return 0;
  }
  memcpy(body_ + size_, in, size);
  size_ += size;
  head_.left -= size;
  if (head_.left == 0 && state_ != State::body_until_close)
    state_ = state_ == State::sized_body ? State::complete : State::chunk_data_cr;
  return size;
}

}  // namespace sparekey::http
