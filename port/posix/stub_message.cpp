// SPDX-License-Identifier: Apache-2.0
#include "stub_message.hpp"

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

#include "ascii.hpp"

namespace sparekey::posix {
namespace {

constexpr size_t kHeader = 12;
constexpr size_t kTypeAndClass = 4;

unsigned get16(const uint8_t* at) { return static_cast<unsigned>(at[0] << 8 | at[1]); }

bool same_ignoring_case(const uint8_t* a, const uint8_t* b, size_t size) {
  for (size_t i = 0; i < size; ++i)
    if (to_lower(static_cast<char>(a[i])) != to_lower(static_cast<char>(b[i]))) return false;
  return true;
}

// A reply to this query, whatever it says.
bool has_its_id(const uint8_t* query, const uint8_t* reply, size_t reply_size) {
  constexpr uint8_t kResponseAndOpcode = 0xf8;
  return reply_size >= kHeader && get16(reply) == get16(query) &&
         (reply[2] & kResponseAndOpcode) == 0x80;
}

// Neither a label's length nor the numbers of type and class are letters, so the whole question can
// be compared like its name.
bool repeats_question(const uint8_t* query, size_t query_size, const uint8_t* reply,
                      size_t reply_size) {
  return reply_size >= query_size && get16(reply + 4) == 1 &&
         same_ignoring_case(query + kHeader, reply + kHeader, query_size - kHeader);
}

struct Record {
  bool of_owner;
  unsigned type;
  unsigned size;
  const uint8_t* data;
};

// Reads the record at `at` of the message that begins at `reply`; null if bytes of it are missing.
// Not inline, or the stack would hold two names at a time.
[[gnu::noinline]] const uint8_t* read_record(const uint8_t* reply, const uint8_t* end,
                                             const uint8_t* at, const char* owner, Record* out) {
  char name[NS_MAXCDNAME + 1];
  const int name_size = dn_expand(reply, end, at, name, sizeof name);
  if (name_size < 0) return nullptr;
  at += name_size;
  if (end - at < NS_RRFIXEDSZ) return nullptr;
  out->of_owner = same_name(name, owner) && get16(at + 2) == ns_c_in;
  out->type = get16(at);
  out->size = get16(at + 8);
  out->data = at + NS_RRFIXEDSZ;
  if (end - out->data < static_cast<ptrdiff_t>(out->size)) return nullptr;
  return out->data + out->size;
}

}  // namespace

size_t write_query(const char* name, uint8_t (&out)[kMaxQuery]) {
  memset(out, 0, sizeof out);
  out[2] = 1;  // recursion desired
  out[5] = 1;  // one question
  // Labels, each behind its length, and an empty one at the end. A dot may stand there, too.
  uint8_t* const last = out + kHeader + NS_MAXCDNAME - 1;
  uint8_t* length = out + kHeader;
  for (; *name != '\0'; ++name) {
    uint8_t* const at = length + 1 + *length;
    if (*name == '.') {
      if (*length == 0) return 0;
      length = at;
    } else {
      if (*length == NS_MAXLABEL || at >= last) return 0;
      *at = static_cast<uint8_t>(*name);
      ++*length;
    }
  }
  if (*length > 0) length += 1 + *length;
  if (length == out + kHeader) return 0;
  const auto query_size = static_cast<size_t>(length + 1 - out) + kTypeAndClass;
  out[query_size - 1] = ns_c_in;
  return query_size;
}

void set_id_and_type(uint8_t* query, size_t query_size, uint16_t id, Type type) {
  query[0] = static_cast<uint8_t>(id >> 8);
  query[1] = static_cast<uint8_t>(id);
  query[query_size - 3] = static_cast<uint8_t>(type);
}

Reply read_reply(const uint8_t* query, size_t query_size, const uint8_t* reply, size_t reply_size,
                 bool cut, Address (&out)[kMaxAddresses], int* out_count) {
  *out_count = 0;
  if (!has_its_id(query, reply, reply_size)) return Reply::none;
  const int code = reply[3] & 0x0f;
  // A server that does not even parse what it refuses has no question to repeat.
  if (code != ns_r_noerror && get16(reply + 4) == 0) return Reply::refused;
  if (!repeats_question(query, query_size, reply, reply_size)) return Reply::none;
  if (code == ns_r_nxdomain) return Reply::not_found;
  if (code != ns_r_noerror) return Reply::refused;
  if ((reply[2] & 0x02) != 0) return Reply::truncated;

  const uint8_t* const end = reply + reply_size;
  const auto type = static_cast<Type>(query[query_size - 3]);
  const unsigned address_size = type == Type::a ? 4 : 16;
  char owner[NS_MAXCDNAME + 1];
  const uint8_t* alias = reply + kHeader;
  size_t alias_size = query_size - kHeader - kTypeAndClass;
  constexpr int kMaxAliases = 16;
  for (int i = 0; i <= kMaxAliases && alias != nullptr; ++i) {
    // A record's data must be one name, no less and no more.
    const int name_size = dn_expand(reply, end, alias, owner, sizeof owner);
    if (name_size < 0 || static_cast<size_t>(name_size) != alias_size) return Reply::none;
    alias = nullptr;
    const uint8_t* at = reply + query_size;
    for (unsigned left = get16(reply + 6); left > 0; --left) {
      Record record;
      at = read_record(reply, end, at, owner, &record);
      if (at == nullptr && !cut) return Reply::none;
      if (at == nullptr) break;
      if (!record.of_owner) continue;
      if (record.type == ns_t_cname) {
        alias = record.data;
        alias_size = record.size;
      }
      if (record.type != static_cast<unsigned>(type) || record.size != address_size) continue;
      if (*out_count == kMaxAddresses) continue;
      Address& address = out[(*out_count)++];
      address.family = static_cast<uint8_t>(family_of(type));
      memcpy(address.bytes, record.data, address_size);
    }
    if (*out_count > 0) return Reply::found;
  }
  return cut ? Reply::none : Reply::not_found;
}

}  // namespace sparekey::posix
