// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_CALENDAR_HPP
#define SPAREKEY_BASE_CALENDAR_HPP

#include "base/duration.hpp"

namespace sparekey {

// Of a month from 1 to 12 in the Gregorian calendar, in a year from 0 on.
constexpr int days_in_month(int year, int month) {
  // A leap year is divisible by 4; if by 25 too, it must be by 16, that is, by 400.
  if (month == 2) {
    const auto y = static_cast<unsigned>(year);
    return (y & (y % 25 != 0 ? 3 : 15)) == 0 ? 29 : 28;
  }
  return 30 + ((month ^ month >> 3) & 1);
}

// Seconds since 1970 of a date and time in UTC in the Gregorian calendar; `year` from 0, `month`
// and `day` from 1.
constexpr int64_t seconds_since_1970(int year, int month, int day, int hour, int minute,
                                     int second) {
  // Years begin in March here, so that the leap day is the last of its year. 400 years are added,
  // as divisions without a sign are shorter.
  const auto y = static_cast<unsigned>(month > 2 ? year + 400 : year + 399);
  const auto months = static_cast<unsigned>(month > 2 ? month - 3 : month + 9);
  const auto day_of_year = static_cast<int>((153 * months + 2) / 5) + day - 1;
  const int days =
      static_cast<int>(365 * y + y / 4 - y / 100 + y / 400) + day_of_year - (719'468 + 146'097);
  return days * kDayS + ((hour * 60 + minute) * 60 + second);
}
static_assert(seconds_since_1970(1970, 1, 1, 0, 0, 0) == 0);
static_assert(seconds_since_1970(0, 1, 1, 0, 0, 0) == -62'167'219'200);
static_assert(seconds_since_1970(2000, 2, 29, 12, 0, 0) == 951'825'600);
static_assert(seconds_since_1970(2040, 1, 1, 0, 0, 0) == 2'208'988'800);
static_assert(seconds_since_1970(9999, 12, 31, 23, 59, 59) == 253'402'300'799);

}  // namespace sparekey

#endif
