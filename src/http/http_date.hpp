// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_HTTP_HTTP_DATE_HPP
#define SPAREKEY_HTTP_HTTP_DATE_HPP

#include "sparekey/types.hpp"

namespace sparekey::http {

// Seconds since 1970 of an HTTP-date in lower case, in any of the three forms a recipient must take
// (RFC 9110 section 5.6.7); -1 where it is none, or before 1970. The name of the weekday may be any
// letters. Two digits of a year stand for 1970 to 2069.
int64_t parse_http_date(Text text);

}  // namespace sparekey::http

#endif
