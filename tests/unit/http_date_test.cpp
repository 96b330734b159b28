// SPDX-License-Identifier: Apache-2.0
#include "http/http_date.hpp"

#include <gtest/gtest.h>
#include <stdio.h>
#include <time.h>

#include <iomanip>
#include <sstream>

#include "exact_buffer.hpp"

namespace sparekey::http {
namespace {

int64_t parse(std::string_view text) {
  const test::ExactBuffer exact(text);
  return parse_http_date(exact.text());
}

constexpr int64_t kExample = 784'111'777;

// The examples of RFC 9110 section 5.6.7.
TEST(HttpDate, ThreeForms) {
  EXPECT_EQ(parse("sun, 06 nov 1994 08:49:37 gmt"), kExample);
  EXPECT_EQ(parse("sunday, 06-nov-94 08:49:37 gmt"), kExample);
  EXPECT_EQ(parse("sun nov  6 08:49:37 1994"), kExample);
}

TEST(HttpDate, Edges) {
  EXPECT_EQ(parse("thu, 01 jan 1970 00:00:00 gmt"), 0);
  EXPECT_EQ(parse("thu jan  1 00:00:00 1970"), 0);
  EXPECT_EQ(parse("wednesday, 31-dec-69 23:59:59 gmt"), 3'155'759'999);  // 2069
  EXPECT_EQ(parse("thursday, 01-jan-70 00:00:00 gmt"), 0);
  EXPECT_EQ(parse("fri, 31 dec 9999 23:59:59 gmt"), 253'402'300'799);
  EXPECT_EQ(parse("sat, 31 dec 2016 23:59:60 gmt"), 1'483'228'800);  // a leap second
  EXPECT_EQ(parse("tue, 29 feb 2000 12:00:00 gmt"), 951'825'600);
}

// The length of each month, against the time this machine's library makes of its last day.
TEST(HttpDate, MonthsEnd) {
  const char* const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                "jul", "aug", "sep", "oct", "nov", "dec"};
  for (const int year : {1970, 1972, 1999, 2000, 2023, 2024, 2068, 2069, 2100, 2200, 2400, 9999})
    for (int month = 0; month < 12; ++month)
      for (int day = 28; day <= 32; ++day) {
        tm parts = {};
        parts.tm_year = year - 1900;
        parts.tm_mon = month;
        parts.tm_mday = day;
        const time_t when = timegm(&parts);
        const int64_t expected = parts.tm_mon == month ? int64_t{when} : -1;
        char text[64];
        snprintf(text, sizeof text, "mon, %02d %s %04d 00:00:00 gmt", day, months[month], year);
        EXPECT_EQ(parse(text), expected) << text;
        snprintf(text, sizeof text, "mon %s %2d 00:00:00 %04d", months[month], day, year);
        EXPECT_EQ(parse(text), expected) << text;
        if (year > 2069) continue;
        snprintf(text, sizeof text, "monday, %02d-%s-%02d 00:00:00 gmt", day, months[month],
                 year % 100);
        EXPECT_EQ(parse(text), expected) << text;
      }
}

// What libstdc++ writes, for times of a hundred years.
TEST(HttpDate, AgreesWithLibstdcxx) {
  for (int64_t when = 0; when < 3'155'760'000; when += 1'234'567) {
    const time_t seconds = static_cast<time_t>(when);
    tm parts = {};
    ASSERT_NE(gmtime_r(&seconds, &parts), nullptr);
    for (const char* form :
         {"%a, %d %b %Y %H:%M:%S gmt", "%A, %d-%b-%y %H:%M:%S gmt", "%a %b %e %H:%M:%S %Y"}) {
      std::ostringstream text;
      text << std::put_time(&parts, form);
      std::string lower = text.str();
      for (char& c : lower) c = static_cast<char>(tolower(c));
      ASSERT_EQ(parse(lower), when) << lower;
    }
  }
}

TEST(HttpDate, RefusesEverythingElse) {
  for (const char* text : {"",
                           "sun",
                           "sun,",
                           "0",
                           "120",
                           "-1",
                           "soon",
                           "06 nov 1994 08:49:37 gmt",
                           "sun, 6 nov 1994 08:49:37 gmt",
                           "sun,  6 nov 1994 08:49:37 gmt",
                           "sun, 00 nov 1994 08:49:37 gmt",
                           "sun, 32 nov 1994 08:49:37 gmt",
                           "sun, 06 nox 1994 08:49:37 gmt",
                           "sun, 06 {{{ 1994 08:49:37 gmt",
                           "sun, 06 nov 1969 08:49:37 gmt",
                           "sun, 06 nov 0000 08:49:37 gmt",
                           "sun, 06 nov 94 08:49:37 gmt",
                           "sun, 06 nov 19940 08:49:37 gmt",
                           "sun, 06 nov 1994 24:00:00 gmt",
                           "sun, 06 nov 1994 08:60:37 gmt",
                           "sun, 06 nov 1994 08:49:61 gmt",
                           "sun, 06 nov 1994 8:49:37 gmt",
                           "sun, 06 nov 1994 08.49.37 gmt",
                           "sun, 06 nov 1994 08:49:37",
                           "sun, 06 nov 1994 08:49:37 utc",
                           "sun, 06 nov 1994 08:49:37 gmt+1",
                           "sun, 06 nov 1994 -8:49:37 gmt",
                           "sun, 06-nov-1994 08:49:37 gmt",
                           "sunday, 06-nov-1994 08:49:37 gmt",
                           "sunday, 06 nov 94 08:49:37 gmt",
                           "sunday, 06-nov-94 08:49:37",
                           "sun nov 6 08:49:37 1994",
                           "sun nov  0 08:49:37 1994",
                           "sun nov 6  08:49:37 1994",
                           "sun nov    08:49:37 1994",
                           "sun nov 06 08:49:37 94",
                           "sun, nov  6 08:49:37 1994",
                           "sun nov  6 08:49:37 1994 gmt",
                           "1994-11-06t08:49:37z"})
    EXPECT_EQ(parse(text), -1) << text;
}

TEST(HttpDate, OfEveryOtherByteOrLengthIsNone) {
  for (const std::string whole : {"sun, 06 nov 1994 08:49:37 gmt", "sunday, 06-nov-94 08:49:37 gmt",
                                  "sun nov  6 08:49:37 1994"}) {
    for (size_t size = 0; size < whole.size(); ++size) EXPECT_EQ(parse(whole.substr(0, size)), -1);
    EXPECT_EQ(parse(whole + ' '), -1);
    EXPECT_EQ(parse(' ' + whole), -1);
    for (size_t at = 3; at < whole.size(); ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string changed = whole;
        changed[at] = static_cast<char>(byte);
        const int64_t got = parse(changed);
        // A digit may become another, a blank day's zero a zero; nothing else may pass.
        const bool digits = isdigit(static_cast<unsigned char>(whole[at])) && isdigit(byte);
        const bool padding = whole[at] == ' ' && isdigit(byte);
        const bool letters = isalpha(static_cast<unsigned char>(whole[at])) && islower(byte);
        EXPECT_TRUE(got == -1 || digits || padding || letters || changed == whole) << changed;
      }
  }
}

}  // namespace
}  // namespace sparekey::http
