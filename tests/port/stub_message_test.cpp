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

TEST(StubQuery, IsWhatTheRfcSays) {
  const std::string header("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12);
  const std::string name("\3api\7example\4test\0", 18);
  EXPECT_EQ(query(Type::a), header + name + std::string("\0\1\0\1", 4));
  EXPECT_EQ(query(Type::aaaa), header + name + std::string("\0\x1c\0\1", 4));
}

TEST(StubQuery, TakesEveryNameAConfigurationMayHave) {
  const std::string label(63, 'a');
  const std::string longest = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
  for (const std::string& name : {std::string("localhost"), std::string("_x.A-b.0c"), longest})
    EXPECT_EQ(query(Type::a, name.c_str()).substr(12), question(name, kTypeA)) << name;
}

TEST(StubQuery, RefusesWhatIsTooLong) {
  const std::string label(63, 'a');
  EXPECT_EQ(query(Type::a, (label + "a.test").c_str()), "");
  EXPECT_EQ(query(Type::a, (label + '.' + label + '.' + label + '.' + label).c_str()), "");
}

TEST(StubReply, GivesAddressesInTheirOrder) {
  EXPECT_EQ(read(Type::a, to_a({address_record(kQuestionName, "192.0.2.2"),
                                address_record(wire_name(kName), "192.0.2.1")})
                              .bytes())
                .addresses,
            (Addresses{"192.0.2.2", "192.0.2.1"}));
  Message message = to_a({address_record(kQuestionName, "2001:db8::1")});
  message.question = question(kName, kTypeAaaa);
  EXPECT_EQ(read(Type::aaaa, message.bytes()).addresses, (Addresses{"2001:db8::1"}));
}

TEST(StubReply, MayWriteTheQuestionInOtherCase) {
  Message message = to_a({address_record(wire_name("aPi.eXample.test"), "192.0.2.1")});
  message.question = question("API.example.TEST", kTypeA);
  EXPECT_EQ(read(Type::a, message.bytes()).reply, Reply::found);
}

TEST(StubReply, OfEightAddressesMoreTheFirstAreKept) {
  Message message = to_a({});
  for (int i = 1; i <= 16; ++i)
    message.answers.push_back(address_record(kQuestionName, "192.0.2." + std::to_string(i)));
  const Read got = read(Type::a, message.bytes());
  ASSERT_EQ(got.addresses.size(), 8u);
  EXPECT_EQ(got.addresses.front(), "192.0.2.1");
  EXPECT_EQ(got.addresses.back(), "192.0.2.8");
}

TEST(StubReply, ToAnythingElseIsNone) {
  const auto expect_none = [](const char* what, const Message& message) {
    EXPECT_EQ(read(Type::a, message.bytes()).reply, Reply::none) << what;
  };
  Message other = one_address();
  other.id ^= 1;
  expect_none("id", other);
  other = one_address();
  other.id ^= 0x100;
  expect_none("id, high byte", other);
  other = one_address();
  other.flags = 0x0180;
  expect_none("a query", other);
  other = one_address();
  other.flags |= 0x0800;
  expect_none("opcode", other);
  other = one_address();
  other.question = question("api.example.tesu", kTypeA);
  expect_none("name", other);
  other.question = question("example.test", kTypeA);
  expect_none("parent", other);
  other.question = question(kName, kTypeAaaa);
  expect_none("type", other);
  other.question = wire_name(kName) + two_bytes(kTypeA) + two_bytes(3);
  expect_none("class", other);
  other = one_address();
  other.questions = 0;
  expect_none("no question counted", other);
  other.questions = 2;
  expect_none("two questions counted", other);
  other.question.clear();
  other.questions = 0;
  expect_none("no question", other);
  for (const uint16_t code : {uint16_t{0}, kServfail, kNxdomain}) {
    other = one_address();
    other.id ^= 1;
    other.flags = static_cast<uint16_t>(other.flags | code);
    expect_none("an error to another id", other);
  }
}

TEST(StubReply, CodesMeanWhatTheySay) {
  for (int code = 1; code < 16; ++code) {
    Message message = one_address();
    message.flags = static_cast<uint16_t>(kAnswered | code);
    EXPECT_EQ(read(Type::a, message.bytes()).reply,
              code == kNxdomain ? Reply::not_found : Reply::refused)
        << code;
  }
  Message message = one_address();
  message.flags |= kTruncated;
  EXPECT_EQ(read(Type::a, message.bytes()).reply, Reply::truncated);
  EXPECT_EQ(read(Type::a, to_a({}).bytes()).reply, Reply::not_found);
}

TEST(StubReply, ErrorWithoutQuestionIsARefusal) {
  for (int code = 0; code < 16; ++code) {
    Message message = to_a({});
    message.flags = static_cast<uint16_t>(kAnswered | code);
    message.question.clear();
    message.questions = 0;
    const std::string header = message.bytes();
    ASSERT_EQ(header.size(), 12u);
    EXPECT_EQ(read(Type::a, header).reply, code == 0 ? Reply::none : Reply::refused) << code;
    message.id ^= 1;
    EXPECT_EQ(read(Type::a, message.bytes()).reply, Reply::none) << code;
    for (size_t size = 0; size < header.size(); ++size)
      EXPECT_EQ(read(Type::a, header.substr(0, size)).reply, Reply::none) << size;
  }
  Message other_question = one_address();
  other_question.flags = static_cast<uint16_t>(kAnswered | kRefused);
  other_question.question = question("api.example.tesu", kTypeA);
  EXPECT_EQ(read(Type::a, other_question.bytes()).reply, Reply::none);
}

TEST(StubReply, RecordsOfOthersDoNotCount) {
  EXPECT_EQ(read(Type::a, to_a({address_record(wire_name("evil.test"), "192.0.2.1"),
                                address_record(wire_name("x.api.example.test"), "192.0.2.1"),
                                address_record(wire_name("example.test"), "192.0.2.1"),
                                address_record(wire_name(""), "192.0.2.1"),
                                address_record(kQuestionName, "2001:db8::1"),
                                record(kQuestionName, kTypeA, ip("192.0.2.1"), 3),
                                record(kQuestionName, kTypeA, std::string(3, 'x')),
                                record(kQuestionName, kTypeA, std::string(5, 'x')),
                                record(kQuestionName, 16, std::string(4, 'x'))})
                              .bytes())
                .reply,
            Reply::not_found);
}

TEST(StubReply, FollowsAliasesInAnyOrder) {
  const std::string a = wire_name("a.test");
  const std::string b = wire_name("B.example");
  const std::vector<std::string> answers = {alias_record(kQuestionName, a), alias_record(a, b),
                                            address_record(wire_name("b.Example"), "192.0.2.1")};
  EXPECT_EQ(read(Type::a, to_a(answers).bytes()).addresses, (Addresses{"192.0.2.1"}));
  EXPECT_EQ(read(Type::a, to_a({answers[2], answers[1], answers[0]}).bytes()).addresses,
            (Addresses{"192.0.2.1"}));
  EXPECT_EQ(read(Type::a, to_a({answers[0], answers[2]}).bytes()).reply, Reply::not_found);
  EXPECT_EQ(read(Type::a, to_a({answers[0], answers[1]}).bytes()).reply, Reply::not_found);
}

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

TEST(StubReply, FollowsUpToSixteenAliases) {
  for (int aliases = 0; aliases <= 16; ++aliases)
    EXPECT_EQ(read(Type::a, chain(aliases).bytes()).reply, Reply::found) << aliases;
  EXPECT_EQ(read(Type::a, chain(17).bytes()).reply, Reply::not_found);
}

TEST(StubReply, AliasesInACircleEnd) {
  const std::string a = wire_name("a.test");
  EXPECT_EQ(read(Type::a, to_a({alias_record(kQuestionName, kQuestionName)}).bytes()).reply,
            Reply::not_found);
  EXPECT_EQ(read(Type::a,
                 to_a({alias_record(kQuestionName, a), alias_record(a, wire_name(kName))}).bytes())
                .reply,
            Reply::not_found);
}

TEST(StubReply, NamesThatLeadNowhereAreMalformed) {
  const uint8_t first = static_cast<uint8_t>(12 + question(kName, kTypeA).size());
  const std::string pointer = "\xc0";
  for (const std::string& owner :
       {pointer + static_cast<char>(first),                       // itself
        pointer + static_cast<char>(first + 2),                   // what follows
        std::string("\xff\xff"),                                  // beyond the end
        pointer,                                                  // half of it
        std::string("\1a") + pointer + static_cast<char>(first),  // grows without end
        std::string("\x3f") + "short", std::string("\x40xx", 3), std::string("\x80xx", 3)}) {
    // Alone at the end, and with what makes it a whole record.
    EXPECT_EQ(read(Type::a, to_a({owner}).bytes()).reply, Reply::none);
    EXPECT_NE(read(Type::a, to_a({address_record(owner, "192.0.2.1")}).bytes()).reply,
              Reply::found);
    // As an alias' target.
    EXPECT_NE(read(Type::a, to_a({alias_record(kQuestionName, owner)}).bytes()).reply,
              Reply::found);
  }
}

TEST(StubReply, MoreRecordsCountedThanThereAreIsMalformed) {
  std::string bytes = one_address().bytes();
  for (const int counted : {2, 255}) {
    bytes[7] = static_cast<char>(counted);
    EXPECT_EQ(read(Type::a, bytes).reply, Reply::none) << counted;
  }
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
