// SPDX-License-Identifier: Apache-2.0
// The path of one person after the other through the same client: who mistypes, tries again, gets
// there or gives up.
#ifndef SPAREKEY_TESTS_SOAK_PATH_HPP
#define SPAREKEY_TESTS_SOAK_PATH_HPP

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "network.hpp"
#include "service.hpp"
#include "sparekey/sparekey.hpp"
#include "truth.hpp"

namespace soak {

class Path {
 public:
  Path(Service& service, Network& network, unsigned seed);

  // One person.
  void recover();
  // Nothing of the client's is left: no connection, no session.
  void close();
  // Each account takes the password that it must have by now, and no other.
  void check_passwords();

  const Tally& tally() const { return tally_; }
  int done() const { return done_; }
  const sparekey::Statistics& statistics() const { return total_; }

 private:
  bool chance(size_t percent) { return random_() % 100 < percent; }
  void open();
  void send(sparekey::Recovery* recovery);
  void enter_code(sparekey::Recovery* recovery);
  void enter_password(sparekey::Recovery* recovery);
  // Compares the call with the log, once nothing of it is under way any more.
  bool acted(const sparekey::Result& result, const char* call, bool tells_all);

  Service& service_;
  Network& network_;
  std::mt19937 random_;
  const std::string ca_pem_;
  const std::string address_;
  std::vector<std::max_align_t> memory_;
  sparekey::Client client_;
  bool is_open_ = false;
  std::string account_;
  int account_number_ = 0;
  bool reveals_ = false;
  // What may open each account: the last that was certainly set, and those that may have been.
  std::vector<std::vector<int>> passwords_;
  int last_password_ = kAccounts;
  int done_ = 0;
  Tally tally_;
  sparekey::Statistics total_;
};

}  // namespace soak

#endif
