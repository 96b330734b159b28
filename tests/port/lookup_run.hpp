// SPDX-License-Identifier: Apache-2.0
// A lookup as an event loop makes it, with the name servers in the same loop.
#ifndef SPAREKEY_TESTS_PORT_LOOKUP_RUN_HPP
#define SPAREKEY_TESTS_PORT_LOOKUP_RUN_HPP

#include "addresses.hpp"
#include "dns_server.hpp"

namespace sparekey::test {

// Begun by the constructor, ended by the destructor.
class Lookup {
 public:
  explicit Lookup(const std::string& name);
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  bool began() const { return handle_ != kNoHandle; }
  // What is found so far: kPortAgain, another status, or how many addresses.
  int ask(int capacity = 8);
  const Addresses& addresses() const { return addresses_; }
  std::vector<Interest> interests(int64_t* wake_ms) const;

 private:
  Handle handle_ = kNoHandle;
  Addresses addresses_;
};

struct LookupOutcome {
  int status = kPortAgain;  // kPortOk with addresses
  Addresses addresses;      // all that came, in their order
  int64_t took_ms = 0;      // until the first of them, or the end
  int asked = 0;            // how often the lookup was asked for its result
};

// Asks and waits by turns until the lookup is over or `limit_ms` have passed.
LookupOutcome finish(Lookup& lookup, const std::vector<DnsServer*>& servers,
                     int64_t limit_ms = 60'000);
LookupOutcome look_up(const std::string& name, const std::vector<DnsServer*>& servers,
                      int64_t limit_ms = 60'000);

int open_descriptors();

}  // namespace sparekey::test

#endif
