// SPDX-License-Identifier: Apache-2.0
#include "http/http_date.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"

namespace sparekey::http {
namespace {

// What follows the weekday, character by character. Digits stand for parts: 0 the year, 1 the
// month's name, 2 the day, 3 to 5 the time; 6 for a day's first digit that may be a blank.
constexpr char kFixdate[] = ", 22 111 0000 33:44:55 gmt";  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr char kRfc850[] = ", 22-111-00 33:44:55 gmt";     // Sunday, 06-Nov-94 08:49:37 GMT
constexpr char kAsctime[] = " 111 62 33:44:55 0000";       // Sun Nov  6 08:49:37 1994

constexpr unsigned kLetters = 26;
// Not covered: the compiler runs it.
constexpr uint16_t name_of(const char (&name)[4]) {
  unsigned number = 0;
  for (int i = 0; i < 3; ++i) number = number * kLetters + static_cast<unsigned>(name[i] - 'a');
  return static_cast<uint16_t>(number);
}
constexpr uint16_t kMonths[] = {name_of("jan"), name_of("feb"), name_of("mar"), name_of("apr"),
                                name_of("may"), name_of("jun"), name_of("jul"), name_of("aug"),
                                name_of("sep"), name_of("oct"), name_of("nov"), name_of("dec")};

}  // namespace

int64_t parse_http_date(Text text) {
  while (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text = text.substr(1);
  const char* const form = text.size() == sizeof kFixdate - 1   ? kFixdate
                           : text.size() == sizeof kRfc850 - 1  ? kRfc850
                           : text.size() == sizeof kAsctime - 1 ? kAsctime
                                                                : nullptr;
  if (form == nullptr) return -1;
  unsigned parts[6] = {};
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (!is_digit(form[i])) {
      if (c != form[i]) return -1;
      continue;
    }
    if (form[i] == '6' && c == ' ') c = '0';
    const int nth = form[i] == '6' ? 2 : form[i] - '0';
    const unsigned digits = nth == 1 ? kLetters : 10;
    const auto digit = static_cast<unsigned>(c - (nth == 1 ? 'a' : '0'));
    if (digit >= digits) return -1;
    parts[nth] = parts[nth] * digits + digit;
  }
  const int year = static_cast<int>(form != kRfc850 ? parts[0]
                                    : parts[0] < 70 ? parts[0] + 2000
                                                    : parts[0] + 1900);
  int month = 1;
  while (month <= 12 && kMonths[month - 1] != parts[1]) ++month;
  const int day = static_cast<int>(parts[2]);
  // A 60th second is a leap second.
  if (year < 1970 || month > 12 || day < 1 || day > days_in_month(year, month) || parts[3] > 23 ||
      parts[4] > 59 || parts[5] > 60)
    return -1;
  return seconds_since_1970(year, month, day, static_cast<int>(parts[3]),
                            static_cast<int>(parts[4]), static_cast<int>(parts[5]));
}

}  // namespace sparekey::http
