// SPDX-License-Identifier: Apache-2.0
// Questions to a name server and its replies (RFC 1035 section 4): bytes in, bytes out. libc's
// dn_expand unpacks the names; its dn_comp, which looks for names to point back to, would bring 0.8
// KB to pack one. Its res_mkquery and ns_parserr will not do: glibc's res_mkquery reads
// /etc/resolv.conf and allocates; ns_parserr needs 1 KB of stack for a name, and the whole message,
// which over TCP may have 64 KB.
#ifndef SPAREKEY_PORT_POSIX_STUB_MESSAGE_HPP
#define SPAREKEY_PORT_POSIX_STUB_MESSAGE_HPP

#include "sparekey/port.hpp"

namespace sparekey::posix {

constexpr int kMaxAddresses = 8;
constexpr size_t kMaxQuery = 12 + 255 + 4;  // header, name, type and class

enum class Type : uint8_t { a = 1, aaaa = 28 };
constexpr int family_of(Type type) { return type == Type::a ? 4 : 6; }

// Asks for the addresses of `name`: returns the bytes in use, or 0 if it is not a name. Id and type
// are set separately.
size_t write_query(const char* name, uint8_t (&out)[kMaxQuery]);
void set_id_and_type(uint8_t* query, size_t query_size, uint16_t id, Type type);

enum class Reply : uint8_t {
  none,       // not a reply to this query, or malformed
  found,      // addresses
  not_found,  // the server says there are none
  truncated,  // to be asked for over TCP
  refused,    // the server cannot or will not say
};

// Judges what came from the server that `query` was sent to. `cut` says that `reply` is only the
// beginning of the message: its complete records count. With `found`, `*out_count` addresses of the
// name, direct or through up to 16 aliases, are in `out`.
Reply read_reply(const uint8_t* query, size_t query_size, const uint8_t* reply, size_t reply_size,
                 bool cut, Address (&out)[kMaxAddresses], int* out_count);

}  // namespace sparekey::posix

#endif
