// SPDX-License-Identifier: Apache-2.0
// libresolv as a second opinion of what a name server answered.
#ifndef SPAREKEY_TESTS_SUPPORT_LIBRESOLV_OPINION_HPP
#define SPAREKEY_TESTS_SUPPORT_LIBRESOLV_OPINION_HPP

#include <arpa/nameser.h>
#include <resolv.h>

#include <string>
#include <vector>

#include "posix/ascii.hpp"
#include "posix/stub_message.hpp"

namespace sparekey::test {

// Opens the answers of `reply` to ns_parserr. It could not open what else is in the message, which
// need not be whole.
inline bool open_answers(const uint8_t* reply, size_t size, size_t question_size, ns_msg* out) {
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
inline bool ask_libresolv(ns_msg* answers, std::string owner, posix::Type type,
                          std::vector<std::string>* out) {
  const size_t size = type == posix::Type::a ? 4 : 16;
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

}  // namespace sparekey::test

#endif
