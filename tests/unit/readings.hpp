// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_UNIT_READINGS_HPP
#define SPAREKEY_UNIT_READINGS_HPP

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "exact_buffer.hpp"
#include "http/response_parser.hpp"
#include "print_code.hpp"

namespace sparekey::test {

// What a ResponseParser makes of an answer and the proper end of TLS behind it.
struct Reading {
  Code code = Code::ok;
  bool complete = false;
  int status = 0;
  std::string body;
  bool keep_alive = false;
  int64_t retry_after_s = -1;
  Code fed = Code::ok;        // before the end of TLS
  bool complete_fed = false;  // the same

  friend bool operator==(const Reading& a, const Reading& b) {
    return a.code == b.code && a.complete == b.complete && a.status == b.status &&
           a.body == b.body && a.keep_alive == b.keep_alive && a.retry_after_s == b.retry_after_s &&
           a.fed == b.fed && a.complete_fed == b.complete_fed;
  }
  friend void PrintTo(const Reading& a, std::ostream* out) {
    PrintTo(a.code, out);
    *out << (a.complete ? " complete " : " ") << a.status << " '" << a.body << "'"
         << (a.keep_alive ? " kept" : "") << " retry " << a.retry_after_s << ", fed ";
    PrintTo(a.fed, out);
    *out << (a.complete_fed ? " complete" : "");
  }
};

// Feeds the pieces, each from a heap block of its own size, into a body buffer of exactly
// `capacity`.
inline Reading read_pieces(const std::vector<std::string_view>& pieces, size_t capacity,
                           size_t overhead, http::Method method = http::Method::get_or_post) {
  ExactBuffer body(capacity);
  http::ResponseParser parser;
  parser.begin(body.data(), body.size(), overhead, method);
  Reading answer;
  for (std::string_view piece : pieces) {
    const ExactBuffer in(piece);
    const Code code = parser.feed(in.bytes());
    EXPECT_TRUE(answer.fed == Code::ok || code == answer.fed) << "an error sticks";
    EXPECT_FALSE(code != Code::ok && parser.complete());
    answer.fed = code;
  }
  answer.complete_fed = parser.complete();
  answer.code = parser.finish();
  EXPECT_EQ(parser.finish(), answer.code) << "the end may be told twice";
  EXPECT_EQ(parser.complete(), answer.code == Code::ok);
  EXPECT_TRUE(answer.fed == Code::ok || answer.code == answer.fed);
  answer.complete = parser.complete();
  answer.status = parser.status();
  answer.body = str(parser.body());
  answer.keep_alive = parser.keep_alive();
  answer.retry_after_s = parser.retry_after_s();
  EXPECT_LE(answer.body.size(), capacity);
  return answer;
}

inline std::vector<std::string_view> bytes_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (size_t i = 0; i < text.size(); ++i) pieces.push_back(text.substr(i, 1));
  return pieces;
}

// Reads the answer whole, byte by byte, in two pieces split everywhere, and cut off everywhere; the
// outcome must be one.
inline Reading read_in_every_way(std::string_view text, size_t capacity = 4096,
                                 size_t overhead = 4096,
                                 http::Method method = http::Method::get_or_post) {
  Reading whole = read_pieces({text}, capacity, overhead, method);
  EXPECT_EQ(read_pieces(bytes_of(text), capacity, overhead, method), whole)
      << "byte by byte: " << text;
  Code before = Code::ok;
  for (size_t size = 0; size <= text.size(); ++size) {
    EXPECT_EQ(read_pieces({text.substr(0, size), text.substr(size)}, capacity, overhead, method),
              whole)
        << "split at " << size << ": " << text;

    const Reading cut = read_pieces({text.substr(0, size)}, capacity, overhead, method);
    EXPECT_TRUE(before == Code::ok || cut.fed == before)
        << "an error does not depend on what follows";
    before = cut.fed;
    // An answer may be complete too early only if that was its end, or if bytes follow it.
    EXPECT_TRUE(!cut.complete_fed || size == text.size() || whole.fed == Code::bad_http) << text;
  }
  return whole;
}

// What is expected of an answer. Of a failed one, code and status.
struct Expected {
  Code code = Code::ok;
  bool complete = false;
  int status = -1;  // any
  std::string body = {};
  bool keep_alive = true;
  int64_t retry_after_s = -1;
};

inline Expected complete(int status, std::string_view body, bool keep_alive = true,
                         int64_t retry_after_s = -1) {
  return {Code::ok, true, status, std::string(body), keep_alive, retry_after_s};
}

inline std::string head(std::string_view fields, std::string_view status_line = "HTTP/1.1 200 OK") {
  return std::string(status_line) + "\r\n" + std::string(fields) + "\r\n";
}

inline std::string chunked(std::string_view body) {
  return head("transfer-encoding: chunked\r\n") + std::string(body);
}

inline void expect_answer(std::string_view text, const Expected& expected, size_t capacity = 4096,
                          size_t overhead = 4096) {
  const Reading answer = read_in_every_way(text, capacity, overhead);
  EXPECT_EQ(answer.code, expected.code) << text;
  EXPECT_EQ(answer.complete, expected.complete) << text;
  EXPECT_TRUE(expected.status < 0 || answer.status == expected.status) << answer.status << text;
  if (!expected.complete) return;
  EXPECT_EQ(answer.body, expected.body) << text;
  EXPECT_EQ(answer.keep_alive, expected.keep_alive) << text;
  EXPECT_EQ(answer.retry_after_s, expected.retry_after_s) << text;
}

}  // namespace sparekey::test

#endif
