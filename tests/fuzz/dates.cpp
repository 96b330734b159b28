// SPDX-License-Identifier: Apache-2.0
// HTTP-dates as libc reads them, and certificates' dates as libc counts them.
// Covers: src/http/http_date.cpp src/tls/dates.cpp
#include <time.h>

#include "base/text.hpp"
#include "fuzz.hpp"
#include "http/http_date.hpp"
#include "tls/dates.hpp"

namespace sparekey::fuzz {
namespace {

// -1: it is in none of the three forms.
int64_t by_libc(const std::string& text) {
  // Any letters stand for a weekday here.
  const size_t letters = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  const std::string rest = letters == std::string::npos ? "" : text.substr(letters);
  for (const char* form :
       {", %d %b %Y %H:%M:%S gmt", ", %d-%b-%y %H:%M:%S gmt", " %b %e %H:%M:%S %Y"}) {
    tm parts = {};
    const char* const end = strptime(rest.c_str(), form, &parts);
    if (end == nullptr || *end != '\0') continue;
    // timegm makes 1 May of 31 April.
    const int day = parts.tm_mday;
    const bool leap_second = parts.tm_sec == 60;
    const int64_t seconds = timegm(&parts);
    if (parts.tm_mday == day || leap_second) return seconds;
  }
  return -1;
}

void check_http_date(const std::string& text) {
  const ExactBuffer buffer(text);
  const int64_t ours = http::parse_http_date(buffer.text());
  require(ours >= -1, "nothing before 1970");
  if (ours < 0) return;
  require(text.find('\0') == std::string::npos, "no NUL in a date");
  const int64_t theirs = by_libc(text);
  // strptime puts 69 into 1969.
  require(theirs == ours || theirs == ours - int64_t{36525} * 86400, "the date that libc reads");
}

mbedtls_x509_time take_time(Input& input, int64_t* seconds) {
  mbedtls_x509_time t;
  t.year = input.ConsumeIntegralInRange(0, 9999);
  t.mon = input.ConsumeIntegralInRange(1, 12);
  t.day = input.ConsumeIntegralInRange(1, 28);
  t.hour = input.ConsumeIntegralInRange(0, 23);
  t.min = input.ConsumeIntegralInRange(0, 59);
  t.sec = input.ConsumeIntegralInRange(0, 59);
  tm parts = {};
  parts.tm_year = t.year - 1900;
  parts.tm_mon = t.mon - 1;
  parts.tm_mday = t.day;
  parts.tm_hour = t.hour;
  parts.tm_min = t.min;
  parts.tm_sec = t.sec;
  *seconds = timegm(&parts);
  return t;
}

void check_certificate_dates(Input& input) {
  constexpr ClockPolicy kPolicies[] = {ClockPolicy::strict, ClockPolicy::not_before_build,
                                       ClockPolicy::ignore_dates};
  const ClockPolicy policy = input.PickValueInArray(kPolicies);
  int64_t from_s = 0;
  int64_t until_s = 0;
  const mbedtls_x509_time from = take_time(input, &from_s);
  const mbedtls_x509_time until = take_time(input, &until_s);
  const int64_t build_s = input.ConsumeIntegralInRange<int64_t>(1, int64_t{1} << 38);
  const int64_t now_s = input.ConsumeBool() ? until_s + input.ConsumeIntegralInRange(-1, 1)
                        : input.ConsumeBool()
                            ? from_s + input.ConsumeIntegralInRange(-1, 1)
                            : input.ConsumeIntegralInRange<int64_t>(-1, int64_t{1} << 38);
  tls::Dates dates;
  dates.begin(policy, now_s, build_s);
  const uint32_t flags = dates.judge(from, until);
  const bool clock_is_set = now_s >= build_s;
  const int64_t judged_s = clock_is_set ? now_s : build_s;
  const bool good = policy == ClockPolicy::ignore_dates ||
                    (judged_s <= until_s &&
                     (clock_is_set ? judged_s >= from_s : policy == ClockPolicy::not_before_build));
  require((flags == 0) == good, "a certificate is good from its first to its last second");
  if (flags != 0 || policy != ClockPolicy::strict) return;
  require(dates.valid_from_s() <= now_s && now_s <= dates.valid_until_s(),
          "now lies in the window");
  // At either end of the window, the verdict would be the same.
  for (const int64_t then_s : {dates.valid_from_s(), dates.valid_until_s()}) {
    tls::Dates again;
    again.begin(policy, then_s, build_s);
    require(again.judge(from, until) == 0, "the window's ends are good");
  }
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sparekey::fuzz::Input input(data, size);
  if (input.ConsumeBool())
    sparekey::fuzz::check_certificate_dates(input);
  else
    sparekey::fuzz::check_http_date(input.ConsumeRemainingBytesAsString());
  return 0;
}
