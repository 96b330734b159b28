// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_HTTP_HTTP_DATE_HPP
#define SPAREKEY_HTTP_HTTP_DATE_HPP

#include "sparekey/types.hpp"

namespace sparekey::http {

// Seconds since 1970 of an HTTP-date in lower case, in any of the three forms a recipient must
// accept (RFC 9110 section 5.6.7); -1 if it is not one, or lies before 1970. The weekday is not
// compared with the date, and may be any letters. A year of two digits lies in 1970 to 2069.
int64_t parse_http_date(Text text);

}  // namespace sparekey::http

#endif
