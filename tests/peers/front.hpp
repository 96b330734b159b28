// SPDX-License-Identifier: Apache-2.0
// What nginx and HAProxy have in common, standing in front of the service.
#ifndef SPAREKEY_PEERS_FRONT_HPP
#define SPAREKEY_PEERS_FRONT_HPP

#include <map>
#include <set>
#include <string>
#include <vector>

#include "program.hpp"
#include "support/certificates.hpp"
#include "support/emulator_process.hpp"

namespace sparekey::test {

// One request as the program logged it: "tls", "resumed", "alpn", "http" (the version), "status",
// "port" (the client's), …; "-" if there is nothing to tell.
using Seen = std::map<std::string, std::string>;

class Front {
 public:
  std::string address() const { return program_.address(); }

  // Starts it; the constructors do that too.
  void start() { program_.start(arguments_); }
  void stop(int number) { program_.stop(number); }
  void signal(int number) const { program_.signal(number); }

  // Waits until so many requests were logged, and checks that there were no more.
  std::vector<Seen> wait_for_seen(size_t count) const;

 protected:
  Front(const std::string& name, const Chain& chain);

  // The files of certificates and keys are "chain.pem", "key.pem" and, with both, "all.pem".
  const support::TempDir& dir() const { return program_.dir(); }
  void start(const support::Arguments& arguments);

 private:
  Program program_;
  support::Arguments arguments_;
};

// The values of `name` that occur.
std::set<std::string> values(const std::vector<Seen>& seen, const std::string& name);

}  // namespace sparekey::test

#endif
