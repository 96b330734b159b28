// SPDX-License-Identifier: Apache-2.0
// Replies of name servers, read as libresolv reads them; questions, written as it writes them.
// Covers: port/posix/stub_message.cpp
#include <arpa/nameser.h>
#include <resolv.h>

#include "fuzz.hpp"
#include "posix/stub_message.hpp"
#include "support/libresolv_opinion.hpp"

namespace sparekey::fuzz {
namespace {

using posix::Reply;
using posix::Type;

void check_question(const std::string& text) {
  const std::string name = text.substr(0, text.find('\0'));
  uint8_t query[posix::kMaxQuery];
  const size_t size = posix::write_query(name.c_str(), query);
  // A backslash begins an escape there, and the root is no host.
  if (name.find('\\') != std::string::npos || name.empty() || name == ".") return;
  uint8_t theirs[NS_MAXCDNAME];
  const bool good = ns_name_pton(name.c_str(), theirs, sizeof theirs) >= 0;
  require(good == (size > 0), "a name is what libresolv finds to be one");
  if (!good) return;
  const size_t name_size = size - 12 - 4;
  require(name_size <= sizeof theirs && memcmp(query + 12, theirs, name_size) == 0,
          "and is written as it writes it");
}

struct Question {
  const char* name;
  Type type;
};

void check_reply(const std::string& text, const Question& question, bool cut) {
  uint8_t query[posix::kMaxQuery];
  const size_t query_size = posix::write_query(question.name, query);
  const ExactBuffer reply(text);
  const auto* const bytes = reply.bytes().data;
  const auto id = static_cast<uint16_t>(text.size() < 2 ? 0 : bytes[0] << 8 | bytes[1]);
  posix::set_id_and_type(query, query_size, id, question.type);
  const ExactBuffer sent(std::string(reinterpret_cast<const char*>(query), query_size));
  Address found[posix::kMaxAddresses];
  int count = 0;
  const Reply verdict =
      posix::read_reply(sent.bytes().data, query_size, bytes, text.size(), cut, found, &count);
  require(verdict != Reply::found || count > 0, "found means addresses");
  require(count <= posix::kMaxAddresses, "no more than there is room for");
  for (int i = 0; i < count; ++i)
    require(found[i].family == family_of(question.type), "of the family that was asked for");
  if (verdict != Reply::found && verdict != Reply::not_found) return;
  if ((bytes[3] & 0x0F) != 0 || cut) return;

  ns_msg answers;
  require(test::open_answers(bytes, text.size(), query_size, &answers),
          "libresolv finds the same end");
  std::vector<std::string> theirs;
  if (!test::ask_libresolv(&answers, question.name, question.type, &theirs)) return;
  if (theirs.size() > posix::kMaxAddresses) theirs.resize(posix::kMaxAddresses);
  require(theirs.size() == static_cast<size_t>(count), "as many as libresolv finds");
  for (size_t i = 0; i < theirs.size(); ++i)
    require(memcmp(found[i].bytes, theirs[i].data(), theirs[i].size()) == 0, "the same, in order");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  constexpr fuzz::Question kQuestions[] = {{"host.example", posix::Type::a},
                                           {"host.example", posix::Type::aaaa},
                                           {"a.b.example.", posix::Type::a}};
  const auto choice = input.ConsumeIntegralInRange<size_t>(0, 6);
  const std::string text = input.ConsumeRemainingBytesAsString();
  if (choice == 6)
    fuzz::check_question(text);
  else
    fuzz::check_reply(text, kQuestions[choice % 3], choice >= 3);
  return 0;
}
