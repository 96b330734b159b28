// SPDX-License-Identifier: Apache-2.0
// Answers that are nearly proper: nothing may crash, and how they were cut into pieces may not
// matter.
#include <gtest/gtest.h>

#include "mutations.hpp"
#include "readings.hpp"
#include "tries.hpp"

namespace sparekey::http {
namespace {

using namespace std::string_view_literals;

// NOLINTBEGIN(bugprone-suspicious-missing-comma): head and body of one answer
constexpr std::string_view kSeeds[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n"
    "{\"statusCode\":200}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive, close\r\n\r\n"
    "5;a=b\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
    "HTTP/1.0 429 Too Many Requests\r\nRetry-After: 60\r\nServer: x\r\n\r\nslow down",
    "HTTP/1.1 503 x\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun Nov  6 08:50:00 1994"
    "\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 200\r\nSet-Cookie: a=b;\r\n\tHttpOnly\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5   \r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n",
    "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
};
// NOLINTEND(bugprone-suspicious-missing-comma)
constexpr std::string_view kParts[] = {"\r\n",
                                       "\r",
                                       "\n",
                                       " ",
                                       "\t",
                                       ":",
                                       ",",
                                       ";",
                                       "\0"sv,
                                       "\x7F",
                                       "\xFF",
                                       "0",
                                       "9",
                                       "f",
                                       "-",
                                       "Content-Length: 5\r\n",
                                       "Transfer-Encoding: chunked\r\n",
                                       "Connection: close\r\n",
                                       "Date: Sunday, 06-Nov-94 08:49:37 GMT\r\n",
                                       "Content-Encoding: identity\r\n",
                                       "Content-Encoding: \r\n",
                                       "\r\n ",
                                       "\r\n\t",
                                       "HTTP/1.1 100 \r\n\r\n",
                                       "HTTP/1.1 ",
                                       "chunked",
                                       "close",
                                       "ffffffffffffffff",
                                       "99999999999999999999"};

TEST(HttpResponseMutations, OneOutcomeHoweverCut) {
  test::Mutations mutations(9112);
  size_t complete = 0, bad = 0;
  constexpr size_t kRounds = test::tries(60'000);
  for (size_t round = 0; round < kRounds; ++round) {
    std::string text = mutations.next(kSeeds, kParts, 8);
    const size_t capacity = mutations.below(4) == 0 ? mutations.below(24) : 64;
    const size_t overhead = mutations.below(8) == 0 ? mutations.below(200) : 1000;
    const Method method = mutations.below(8) == 0 ? Method::connect : Method::get_or_post;

    const test::Reading whole = test::read_pieces({text}, capacity, overhead, method);
    ASSERT_EQ(test::read_pieces(test::bytes_of(text), capacity, overhead, method), whole) << text;
    std::vector<std::string_view> pieces;
    for (std::string_view rest = text; !rest.empty();) {
      const size_t size = mutations.below(std::min<size_t>(rest.size(), 12) + 1);
      pieces.push_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    ASSERT_EQ(test::read_pieces(pieces, capacity, overhead, method), whole) << text;
    complete += whole.complete;
    bad += whole.code == Code::bad_http;
  }
  // The run is worth something only if both outcomes are frequent.
  EXPECT_GT(complete, kRounds / 6);
  EXPECT_GT(bad, kRounds / 6);
}

}  // namespace
}  // namespace sparekey::http
