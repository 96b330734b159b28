// SPDX-License-Identifier: Apache-2.0
// One visit of a day: somebody who mistypes, presses twice, goes away, comes back or gets there.
#ifndef SPAREKEY_TESTS_KIOSK_DAY_VISIT_HPP
#define SPAREKEY_TESTS_KIOSK_DAY_VISIT_HPP

#include <atomic>
#include <random>
#include <string>

#include "kiosk/day_service.hpp"
#include "kiosk/visitor.hpp"

namespace kiosk_test {

// What all visitors together have done.
struct Tally {
  std::atomic<int> visits{0};
  std::atomic<int> claimed_resets{0};  // the page said: done
  std::atomic<int> unknown_resets{0};  // nobody was told, or nobody can know
  std::atomic<int> sends{0};           // forms that were posted, each counted once
  std::atomic<int> verifies{0};
  std::atomic<int> resets{0};
  std::atomic<int> busy{0};  // 503
  std::atomic<int> walked_away{0};
  std::atomic<int> started_over{0};
};

class DayVisit {
 public:
  DayVisit(const Kiosk& kiosk, const DayService& service, std::string account, unsigned seed,
           Tally* tally);

  // False if a visit may have been left behind that only time frees.
  bool run();

 private:
  enum class Way { on, away, over };

  bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  Way at_account();
  Way at_code();
  Way at_password();
  Way at_done();
  Way leave();

  // Posts a form, in one of the ways people do. The place it leads to; empty: nobody was told.
  std::string submit(const std::string& path, const Fields& fields);
  std::string judge(const Answer& answer, const std::string& path);

  Visitor visitor_;
  const Kiosk& kiosk_;
  const DayService& service_;
  const std::string account_;
  std::mt19937 random_;
  Tally* tally_;
  std::string place_ = "/";
  std::string password_;
  bool may_have_visit_ = false;
  bool left_behind_ = false;  // a visit that this browser does not know of any more
};

}  // namespace kiosk_test

#endif
