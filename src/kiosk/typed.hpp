// SPDX-License-Identifier: Apache-2.0
// What was typed into a form, looked at before the service is asked.
#ifndef SPAREKEY_KIOSK_TYPED_HPP
#define SPAREKEY_KIOSK_TYPED_HPP

#include "kiosk/view.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::kiosk {

/// Step 1, the fields `account` and `country`.
Complaint read_recipient(Text account, Text country, TypedRecipient* out);

bool same_recipient(const Recipient& a, const Recipient& b);

/// Step 3, the fields `password` and `again`; a password has at most `max_bytes`.
Complaint check_password(Text password, Text again, size_t max_bytes);

}  // namespace sparekey::kiosk

#endif
