// SPDX-License-Identifier: Apache-2.0
// The fields that every answer of ours carries, and those that some do.
#ifndef SPAREKEY_KIOSK_HEADERS_HPP
#define SPAREKEY_KIOSK_HEADERS_HPP

#include "kiosk/answer.hpp"

struct MHD_Response;

namespace sparekey::kiosk {

/// False: there is no memory for them.
bool add_headers(const Answer& answer, MHD_Response* response);

bool is_cookie_field(Text name);

}  // namespace sparekey::kiosk

#endif
