// SPDX-License-Identifier: Apache-2.0
// Replies of name servers, read as libresolv reads them; questions, written as it writes them.
// Covers: port/posix/stub_message.cpp
#include <arpa/nameser.h>
#include <resolv.h>

#include "fuzz.hpp"
#include "posix/ascii.hpp"
#include "posix/stub_message.hpp"

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

// Opens the answers of `reply` to ns_parserr. It could not open what else is in the message, which
// need not be whole.
bool open_answers(const uint8_t* reply, size_t size, size_t question_size, ns_msg* out) {
  *out = ns_msg();
  out->_msg = reply;
  out->_eom = reply + size;
  out->_id = static_cast<uint16_t>(reply[0] << 8 | reply[1]);
  out->_flags = static_cast<uint16_t>(reply[2] << 8 | reply[3]);
  out->_counts[ns_s_an] = static_cast<uint16_t>(reply[6] << 8 | reply[7]);
  out->_sections[ns_s_an] = reply + question_size;
  out->_sect = ns_s_max;
  out->_rrnum = -1;
  return ns_skiprr(reply + question_size, out->_eom, ns_s_an, out->_counts[ns_s_an]) >= 0;
}

// What the records say of the name at `owner`: false if one cannot be read.
bool ask_libresolv(ns_msg* answers, std::string owner, Type type, std::vector<std::string>* out) {
  const size_t size = type == Type::a ? 4 : 16;
  if (owner.back() == '.') owner.pop_back();
  bool is_owner = true;
  for (int alias = 0; alias <= 16 && is_owner; ++alias) {
    std::string next;
    is_owner = false;
    for (int i = 0; i < answers->_counts[ns_s_an]; ++i) {
      ns_rr record;
      if (ns_parserr(answers, ns_s_an, i, &record) != 0) return false;
      const char* const name = ns_rr_name(record)[0] == '.' ? "" : ns_rr_name(record);
      if (!posix::same_name(name, owner.c_str()) || ns_rr_class(record) != ns_c_in) continue;
      if (ns_rr_type(record) == ns_t_cname) {
        char expanded[NS_MAXDNAME];
        if (dn_expand(answers->_msg, answers->_eom, ns_rr_rdata(record), expanded,
                      sizeof expanded) < 0)
          return false;
        next = expanded;
        is_owner = true;
      }
      if (ns_rr_type(record) == static_cast<int>(type) && ns_rr_rdlen(record) == size)
        out->emplace_back(reinterpret_cast<const char*>(ns_rr_rdata(record)), size);
    }
    if (!out->empty()) return true;
    owner = next;
  }
  return true;
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
  require(open_answers(bytes, text.size(), query_size, &answers), "libresolv finds the same end");
  std::vector<std::string> theirs;
  if (!ask_libresolv(&answers, question.name, question.type, &theirs)) return;
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
