// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_PORT_ADDRESSES_HPP
#define SPAREKEY_TESTS_PORT_ADDRESSES_HPP

#include <arpa/inet.h>

#include <string>
#include <vector>

#include "sparekey/port.hpp"

namespace sparekey::test {

using Addresses = std::vector<std::string>;

inline Addresses to_text(const Address* addresses, int count) {
  Addresses out;
  for (int i = 0; i < count; ++i) {
    char text[INET6_ADDRSTRLEN] = "no family";
    if (addresses[i].family == 4 || addresses[i].family == 6)
      inet_ntop(addresses[i].family == 4 ? AF_INET : AF_INET6, addresses[i].bytes, text,
                sizeof text);
    out.emplace_back(text);
    if (addresses[i].scope != 0) out.back() += '%' + std::to_string(addresses[i].scope);
  }
  return out;
}

}  // namespace sparekey::test

#endif
