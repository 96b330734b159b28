// SPDX-License-Identifier: Apache-2.0
// The stub resolver's messages: what it asks, and what it makes of any bytes whatever.
#include "posix/stub_message.hpp"

#include <gtest/gtest.h>

#include <random>

#include "addresses.hpp"
#include "dns_message.hpp"
#include "exact_buffer.hpp"

namespace sparekey::test {
namespace {

using posix::Reply;
using posix::Type;

constexpr uint16_t kId = 0x1234;
constexpr const char* kName = "api.example.test";

std::string query(Type type, const char* name = kName) {
  uint8_t bytes[posix::kMaxQuery];
  const size_t size = posix::write_query(name, bytes);
  if (size == 0) return "";
  posix::set_id_and_type(bytes, size, kId, type);
  return {reinterpret_cast<const char*>(bytes), size};
}

struct Read {
  Reply reply;
  Addresses addresses;
};

Read read(Type type, const std::string& reply, bool cut = false, const char* name = kName) {
  const ExactBuffer asked(query(type, name));
  const ExactBuffer message(reply);
  Address out[posix::kMaxAddresses];
  int count = -1;
  const Reply what = posix::read_reply(asked.bytes().data, asked.size(), message.bytes().data,
                                       message.size(), cut, out, &count);
  if (what != Reply::found) return {what, {}};
  return {what, to_text(out, count)};
}

Message to_a(std::vector<std::string> answers) {
  Message message;
  message.id = kId;
  message.question = question(kName, kTypeA);
  message.answers = std::move(answers);
  return message;
}

Message one_address() { return to_a({address_record(kQuestionName, "192.0.2.1")}); }

Message chain(int aliases) {
  Message message = to_a({});
  std::string owner = kQuestionName;
  for (int i = 0; i < aliases; ++i) {
    const std::string target = wire_name("n" + std::to_string(i) + ".test");
    message.answers.push_back(alias_record(owner, target));
    owner = target;
  }
  message.answers.push_back(address_record(owner, "192.0.2.1"));
  return message;
}

TEST(StubReply, CutAtAnyLengthIsMalformed) {
  for (const std::string& whole : {chain(3).bytes(), one_address().bytes()})
    for (size_t size = 0; size < whole.size(); ++size)
      EXPECT_EQ(read(Type::a, whole.substr(0, size)).reply, Reply::none) << size;
}

TEST(StubReply, OfTheBeginningOfAMessageWholeRecordsCount) {
  Message message = to_a({alias_record(kQuestionName, wire_name("a.test")),
                          address_record(wire_name("a.test"), "192.0.2.1"),
                          address_record(wire_name("a.test"), "192.0.2.2")});
  const std::string whole = message.bytes();
  const size_t second = whole.size() - message.answers[2].size();
  for (size_t size = 0; size <= whole.size(); ++size) {
    const Read got = read(Type::a, whole.substr(0, size), true);
    if (size < second) {
      EXPECT_EQ(got.reply, Reply::none) << size;
    } else {
      const bool both = size == whole.size();
      EXPECT_EQ(got.addresses,
                both ? (Addresses{"192.0.2.1", "192.0.2.2"}) : (Addresses{"192.0.2.1"}))
          << size;
    }
  }
}

// AddressSanitizer watches. No more addresses come out than went in.
TEST(StubReply, WithAnyByteChangedIsReadWithinItsBounds) {
  const std::string whole = chain(2).bytes();
  for (size_t at = 0; at < whole.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      std::string changed = whole;
      changed[at] = static_cast<char>(value);
      for (const bool cut : {false, true}) {
        const Read got = read(Type::a, changed, cut);
        EXPECT_LE(got.addresses.size(), 1u) << at << ' ' << value;
        EXPECT_TRUE(at >= 2 || changed == whole || got.reply == Reply::none) << at;
      }
    }
  }
}

TEST(StubReply, OfRandomBytesIsReadWithinItsBounds) {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    Message message = to_a({});
    std::string bytes = message.bytes();
    bytes[7] = static_cast<char>(random() % 8);
    const size_t size = random() % 200;
    // Few values, so that names, pointers and lengths come about.
    constexpr char kValues[] = {0, 1, 2, 4, 12, 16, 28, 5, '\xc0', '\x3f', 'a', '\xff'};
    for (size_t k = 0; k < size; ++k) bytes += kValues[random() % sizeof kValues];
    for (const bool cut : {false, true}) EXPECT_LE(read(Type::a, bytes, cut).addresses.size(), 8u);
  }
}

}  // namespace
}  // namespace sparekey::test
