// SPDX-License-Identifier: Apache-2.0
#include "sparekey/pin.hpp"

#include "sparekey/sparekey.h"

extern "C" bool sparekey_parse_pin(const char* text, sparekey_pin* out) {
  sparekey::Pin pin;
  if (out == nullptr || !sparekey::parse_pin(text, &pin)) return false;
  memcpy(out->sha256, pin.sha256, sizeof pin.sha256);
  return true;
}
