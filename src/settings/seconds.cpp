// SPDX-License-Identifier: Apache-2.0
#include "settings/seconds.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

namespace sparekey {

int64_t parse_seconds_as_ms(const char* text) {
  int64_t seconds = 0;
  const char* at = text;
  for (; is_digit(*at); ++at) {
    seconds = seconds * 10 + (*at - '0');
    if (seconds > kDayS) return 0;
  }
  if (at == text) return 0;
  int64_t thousandths = 0;
  if (*at == '.') {
    int64_t unit = kSecondMs / 10;
    for (++at; is_digit(*at) && unit > 0; ++at, unit /= 10) thousandths += (*at - '0') * unit;
    if (at[-1] == '.') return 0;
  }
  const int64_t milliseconds = seconds * kSecondMs + thousandths;
  return *at == '\0' && milliseconds <= kDayS * kSecondMs ? milliseconds : 0;
}

}  // namespace sparekey
