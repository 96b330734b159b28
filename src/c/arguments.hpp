// SPDX-License-Identifier: Apache-2.0
// What calls are asked, on its way from C.
#ifndef SPAREKEY_C_ARGUMENTS_HPP
#define SPAREKEY_C_ARGUMENTS_HPP

#include "sparekey/calls.hpp"
#include "sparekey/sparekey.h"

namespace sparekey::c {

// Empty for null, which the call then refuses.
inline Recipient recipient_of(const sparekey_recipient* recipient) {
  Recipient out;
  if (recipient == nullptr) return out;
  out.email = recipient->email;
  out.phone = recipient->phone;
  out.country_code = recipient->country_code;
  return out;
}

// Constants: a library without SPAREKEY_DETAILS drops them.
constexpr char kNoEncryption[] = "there is no such encryption, or SM2 format";

}  // namespace sparekey::c

#endif
