// SPDX-License-Identifier: Apache-2.0
// A server that talks before it is asked, while the client's own bytes get through or not.
#include <algorithm>

#include "world_test.hpp"

namespace sparekey::test {
namespace {

class TalkativeTest : public WorldTest {
 protected:
  // A call over a connection of its own, the n-th of whose sends and receives fails; 0: none.
  Result call(int failing) {
    world_.now_ms += 3'600'000;  // longer than a connection is kept
    device_.open();
    world_.trace.clear();
    world_.received.clear();
    world_.connects.clear();
    world_.io_calls = 0;
    world_.fail_at_io_call = failing;
    return send_code();
  }

  // Fails each send, one after the other: it is the last, and what has arrived is not read for
  // ever.
  void expect_the_failing_send_to_be_the_last() {
    EXPECT_FALSE(call(0).ok());
    const std::string whole = world_.trace;
    ASSERT_GT(std::count(whole.begin(), whole.end(), 'S'), 2);
    int sends = 0;
    for (size_t at = 0; at < whole.size(); ++at) {
      if (whole[at] != 'S') continue;
      ++sends;
      const size_t requests = service_.requests.size();
      const Result result = call(static_cast<int>(at) + 1);
      EXPECT_FALSE(result.ok());
      // Behind two flights the request, and behind that a goodbye.
      const size_t more = sends <= 3 ? 0 : 1;
      EXPECT_EQ(service_.requests.size(), requests + more);
      EXPECT_EQ(world_.connects.size(), 1U);
      EXPECT_EQ(world_.trace.find('S', at), std::string::npos) << at << ' ' << world_.trace;
      EXPECT_LT(world_.received.size(), kMostBytes) << at;
    }
  }

  // Of the 150 KB: what a handshake takes, 64 reads of 64 bytes, and what is read ahead.
  static constexpr size_t kMostBytes = 32'768;
};

TEST_F(TalkativeTest, AnAnswerBeforeTheRequestIsNone) {
  service_.early = {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"};
  EXPECT_FALSE(call(0).ok());
}

TEST_F(TalkativeTest, NothingIsSentBehindAFailureWhateverIsRead) {
  service_.early.assign(300, std::string(512, 'x'));
  expect_the_failing_send_to_be_the_last();
}

// mbedTLS would answer these with an alert.
TEST_F(TalkativeTest, NoAlertIsSentBehindAFailure) {
  service_.interjection = std::string("\x17\x03\x03\0\x20", 5) + std::string(32, '\0');
  expect_the_failing_send_to_be_the_last();
}

}  // namespace
}  // namespace sparekey::test
