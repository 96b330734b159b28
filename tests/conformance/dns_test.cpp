// SPDX-License-Identifier: Apache-2.0
// Each message of dns/*.table: whole, and cut everywhere; beside libresolv where that can judge.
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <gtest/gtest.h>
#include <resolv.h>
#include <strings.h>

#include "dns_bytes.hpp"
#include "posix/stub_message.hpp"
#include "support/libresolv_opinion.hpp"
#include "unit/exact_buffer.hpp"

namespace sparekey::test {
namespace {

using posix::Reply;
using posix::Type;
using Addresses = std::vector<std::string>;

const char* word_of(Reply reply) {
  constexpr const char* kWords[] = {"none", "found", "not_found", "truncated", "refused"};
  return kWords[static_cast<int>(reply)];
}

std::string address_text(int family, const void* bytes) {
  char text[INET6_ADDRSTRLEN];
  return inet_ntop(family == 4 ? AF_INET : AF_INET6, bytes, text, sizeof text);
}

struct Question {
  std::string name;
  Type type;

  std::string bytes() const {
    uint8_t query[posix::kMaxQuery];
    const size_t size = posix::write_query(name.c_str(), query);
    posix::set_id_and_type(query, size, 0x1234, type);
    return {reinterpret_cast<const char*>(query), size};
  }
};

struct Read {
  Reply reply;
  Addresses addresses;
};

Read read(const Question& question, std::string_view message, bool cut) {
  const ExactBuffer asked(question.bytes());
  const ExactBuffer reply(message);
  Address out[posix::kMaxAddresses];
  int count = 0;
  Read read;
  read.reply = posix::read_reply(asked.bytes().data, asked.size(), reply.bytes().data, reply.size(),
                                 cut, out, &count);
  if (read.reply != Reply::found) return read;
  EXPECT_GT(count, 0);
  for (int i = 0; i < count; ++i) {
    EXPECT_EQ(out[i].family, posix::family_of(question.type));
    read.addresses.push_back(address_text(out[i].family, out[i].bytes));
  }
  return read;
}

// Whether the head is that of an answer to the question, so that its records decide.
bool records_decide(const Question& question, const std::string& message) {
  constexpr uint8_t kResponseOpcodeTc = 0xFA;
  const std::string asked = question.bytes();
  return message.size() >= asked.size() && message.substr(0, 2) == asked.substr(0, 2) &&
         (static_cast<uint8_t>(message[2]) & kResponseOpcodeTc) == 0x80 &&
         (message[3] & 0x0F) == 0 && message.substr(4, 2) == asked.substr(4, 2) &&
         strcasecmp(message.substr(12, asked.size() - 16).c_str(), asked.substr(12).c_str()) == 0 &&
         message.substr(asked.size() - 4, 4) == asked.substr(asked.size() - 4);
}

// libresolv must find the same addresses, or nothing to read either.
void expect_as_libresolv(const Question& question, const std::string& message, const Read& ours) {
  const ExactBuffer exact(message);
  ns_msg answers;
  std::vector<std::string> bytes;
  const bool good =
      open_answers(exact.bytes().data, exact.size(), question.bytes().size(), &answers) &&
      ask_libresolv(&answers, question.name, question.type, &bytes);
  EXPECT_EQ(good, ours.reply != Reply::none) << "libresolv differs";
  Addresses theirs;
  for (const std::string& address : bytes)
    theirs.push_back(address_text(posix::family_of(question.type), address.data()));
  if (theirs.size() > posix::kMaxAddresses) theirs.resize(posix::kMaxAddresses);
  if (good) {
    EXPECT_EQ(theirs, ours.addresses);
  }
}

// Addresses of the beginning are those of the whole.
void expect_beginning(const Read& got, const Addresses& whole) {
  EXPECT_TRUE(got.reply == Reply::none || got.reply == Reply::found) << word_of(got.reply);
  EXPECT_LE(got.addresses.size(), whole.size());
  for (size_t i = 0; i < got.addresses.size(); ++i) EXPECT_EQ(got.addresses[i], whole[i]);
}

TEST(DnsTable, EachReplyIsReadAsItSays) {
  const std::vector<Row> rows = rows_of("dns", "replies");
  EXPECT_GE(rows.size(), 100u);
  Figures figures("dns replies", rows.size());
  for (Row row : rows) {
    SCOPED_TRACE(row.where() + ": " + row.input());
    std::string name = "api.example.test", type = "A", differs;
    row.take("name", &name);
    row.take("type", &type);
    row.take("differs", &differs);
    const bool cut = row.take("cut");
    const Addresses addresses = row.take_rest();
    const Question question{name, type == "A" ? Type::a : Type::aaaa};
    const Written written = dns_bytes(row.input(), name, type);
    const std::string& message = written.bytes;
    const Read whole = read(question, message, cut);
    EXPECT_EQ(word_of(whole.reply), row.verdict());
    EXPECT_EQ(whole.addresses, addresses);
    if (!cut && differs.empty() && records_decide(question, message))
      expect_as_libresolv(question, message, whole);

    const size_t decided = std::min(written.mark, message.size());
    for (size_t size = 0; size < message.size(); ++size) {
      SCOPED_TRACE(size);
      const std::string_view beginning = std::string_view(message).substr(0, size);
      const Read as_a_whole = read(question, beginning, false);
      if (!cut) {
        EXPECT_EQ(word_of(as_a_whole.reply), size < decided ? "none" : row.verdict());
      }
      const Read as_a_beginning = read(question, beginning, true);
      if (row.verdict() == "found") expect_beginning(as_a_beginning, addresses);
    }
    figures.count(1 + 2 * message.size());
  }
}

TEST(DnsTable, EachQuestionIsAskedAsItSays) {
  const std::vector<Row> rows = rows_of("dns", "questions");
  Figures figures("dns questions", rows.size());
  for (const Row& row : rows) {
    const std::string whole = decode(row.input()).bytes;
    SCOPED_TRACE(row.where() + ": " + whole);
    for (size_t size = whole.size() + 1; size-- > 0;) {
      const std::string name = whole.substr(0, size);
      ExactBuffer exact(name + '\0');
      uint8_t query[posix::kMaxQuery];
      const size_t written = posix::write_query(exact.data(), query);
      if (size == whole.size()) {
        EXPECT_EQ(written > 0 ? "ok" : "refused", row.verdict());
      }
      // The root is no host, though libresolv asks for it.
      uint8_t theirs[NS_MAXCDNAME];
      const bool good =
          !name.empty() && name != "." && ns_name_pton(name.c_str(), theirs, sizeof theirs) >= 0;
      ASSERT_EQ(written > 0, good) << name;
      EXPECT_TRUE(!good || memcmp(query + 12, theirs, written - 16) == 0) << name;
    }
    row.expect_all_taken();
    figures.count(whole.size() + 1);
  }
}

}  // namespace
}  // namespace sparekey::test
