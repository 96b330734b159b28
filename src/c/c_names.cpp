// SPDX-License-Identifier: Apache-2.0
// What values are called, and what follows from them.
#include "c/result.hpp"
#include "c/values.hpp"

namespace c = sparekey::c;

extern "C" {

sparekey_kind sparekey_kind_of(sparekey_code code) {
  if (!c::is_one(code)) return SPAREKEY_KIND_NONE;
  return static_cast<sparekey_kind>(sparekey::kind_of(static_cast<sparekey::Code>(code)));
}

const char* sparekey_code_name(sparekey_code code) {
  return c::is_one(code) ? name(static_cast<sparekey::Code>(code)).data() : "";
}

const char* sparekey_kind_name(sparekey_kind kind) {
  return c::is_one(kind) ? name(static_cast<sparekey::Kind>(kind)).data() : "";
}

const char* sparekey_delivery_name(sparekey_delivery delivery) {
  return c::is_one(delivery) ? name(static_cast<sparekey::Delivery>(delivery)).data() : "";
}

const char* sparekey_advice_name(sparekey_advice advice) {
  return c::is_one(advice) ? name(static_cast<sparekey::Advice>(advice)).data() : "";
}

const char* sparekey_phase_name(sparekey_phase phase) {
  return c::is_one(phase) ? name(static_cast<sparekey::Phase>(phase)).data() : "";
}

const char* sparekey_explain(sparekey_code code) {
  return c::is_one(code) ? explain(static_cast<sparekey::Code>(code)).data() : "";
}

sparekey_advice sparekey_advice_for(sparekey_code code, sparekey_delivery delivery,
                                    int http_status) {
  if (!c::is_one(code) || !c::is_one(delivery)) return SPAREKEY_ADVICE_NONE;
  return static_cast<sparekey_advice>(sparekey::advice_for(
      static_cast<sparekey::Code>(code), static_cast<sparekey::Delivery>(delivery), http_status));
}

const char* sparekey_version() { return sparekey::version().data(); }

uint32_t sparekey_mbedtls_version() { return sparekey::mbedtls_version(); }

}  // extern "C"
