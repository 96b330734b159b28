// SPDX-License-Identifier: Apache-2.0
// A server's answer, or a proxy's: wherever it is cut, the verdict is the same.
// Covers: src/http/response_parser.cpp src/http/response_head.cpp src/http/http_date.cpp
#include "fuzz.hpp"
#include "http/response_parser.hpp"

namespace sparekey::fuzz {
namespace {

struct Verdict {
  Code fed = Code::ok;
  Code code = Code::ok;
  int status = 0;
  std::string body;
  bool keep_alive = false;
  int64_t retry_after_s = -1;

  bool operator==(const Verdict& other) const {
    return fed == other.fed && code == other.code && status == other.status && body == other.body &&
           keep_alive == other.keep_alive && retry_after_s == other.retry_after_s;
  }
};

struct Room {
  size_t body;
  size_t overhead;
  http::Method method;
};

Verdict read(const std::vector<std::string_view>& pieces, const Room& room) {
  ExactBuffer body(room.body);
  http::ResponseParser parser;
  parser.begin(body.data(), body.size(), room.overhead, room.method);
  Verdict verdict;
  for (const std::string_view piece : pieces) {
    const ExactBuffer in(piece);
    const Code code = parser.feed(in.bytes());
    require(verdict.fed == Code::ok || code == verdict.fed, "an error sticks");
    require(code == Code::ok || !parser.complete(), "what failed is not complete");
    verdict.fed = code;
  }
  const bool was_complete = parser.complete();
  verdict.code = parser.finish();
  require(parser.finish() == verdict.code, "the end may be told twice");
  require(parser.complete() == (verdict.code == Code::ok), "complete means ok");
  require(!was_complete || verdict.code == Code::ok, "what was complete stays so");
  verdict.status = parser.status();
  verdict.body = str(parser.body());
  verdict.keep_alive = parser.keep_alive();
  verdict.retry_after_s = parser.retry_after_s();
  require(parser.body().size() <= room.body, "the body fits");
  require(verdict.retry_after_s >= -1 && verdict.retry_after_s <= 366 * 86400, "at most a year");
  return verdict;
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  fuzz::Room room;
  // Small rooms are the interesting ones.
  room.body = input.ConsumeIntegral<uint8_t>() * 16u;
  room.overhead = input.ConsumeIntegral<uint8_t>() * 16u;
  room.method = input.ConsumeBool() ? http::Method::connect : http::Method::get_or_post;
  const fuzz::Cuts cuts(input);
  const std::string text = input.ConsumeRemainingBytesAsString();
  const fuzz::Verdict whole = fuzz::read({text}, room);
  fuzz::require(fuzz::read(cuts.pieces_of(text), room) == whole, "any cut gives the same verdict");
  constexpr size_t kSingle = 128;  // the rest at once, or it takes too long
  std::vector<std::string_view> bytes;
  for (size_t i = 0; i < text.size() && i < kSingle; ++i)
    bytes.push_back(std::string_view(text).substr(i, 1));
  if (text.size() > kSingle) bytes.push_back(std::string_view(text).substr(kSingle));
  fuzz::require(fuzz::read(bytes, room) == whole, "byte by byte too");
  return 0;
}
