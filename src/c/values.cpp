// SPDX-License-Identifier: Apache-2.0
// No code: where the two faces differ, this does not compile.
#include "c/values.hpp"

#pragma GCC diagnostic error "-Wswitch"

namespace sparekey::c {
namespace {

// A row that C++ does not have is an unknown name, one that C does not have too; and the switch
// asks for each that C++ has.
// NOLINTBEGIN(bugprone-macro-parentheses): of names of types and values.
#define CASE(name, NAME) \
  case Cpp::name:        \
    return PREFIX(NAME);
#define SAME(CppEnum, Enum, ROWS)                           \
  constexpr Enum in_c(CppEnum value) {                      \
    using Cpp = CppEnum;                                    \
    switch (value) { ROWS(CASE) }                           \
    return Enum{};                                          \
  }                                                         \
  constexpr bool all_same(CppEnum) {                        \
    for (unsigned i = 0; i < kCount<Enum>; ++i)             \
      if (in_c(static_cast<CppEnum>(i)) != i) return false; \
    return true;                                            \
  }                                                         \
  static_assert(all_same(CppEnum{}), #Enum)
// NOLINTEND(bugprone-macro-parentheses)

#define PREFIX(NAME) SPAREKEY_KIND_##NAME
SAME(Kind, sparekey_kind, SPAREKEY_C_KINDS);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_CODE_##NAME
SAME(Code, sparekey_code, SPAREKEY_C_CODES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_DELIVERY_##NAME
SAME(Delivery, sparekey_delivery, SPAREKEY_C_DELIVERIES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_ADVICE_##NAME
SAME(Advice, sparekey_advice, SPAREKEY_C_ADVICE);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_PHASE_##NAME
SAME(Phase, sparekey_phase, SPAREKEY_C_PHASES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_BRAND_##NAME
SAME(Brand, sparekey_brand, SPAREKEY_C_BRANDS);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_LANGUAGE_##NAME
SAME(Language, sparekey_language, SPAREKEY_C_LANGUAGES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_CLOCK_##NAME
SAME(ClockPolicy, sparekey_clock_policy, SPAREKEY_C_CLOCK_POLICIES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_ENCRYPTION_##NAME
SAME(Encryption, sparekey_encryption, SPAREKEY_C_ENCRYPTIONS);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_SM2_FORMAT_##NAME
SAME(Sm2Format, sparekey_sm2_format, SPAREKEY_C_SM2_FORMATS);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_STEP_##NAME
SAME(Step, sparekey_recovery_step, SPAREKEY_C_STEPS);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_##NAME
SAME(Disclosure, sparekey_disclosure, SPAREKEY_C_DISCLOSURES);
#undef PREFIX
#define PREFIX(NAME) SPAREKEY_CHAIN_KEY_##NAME
SAME(ChainKey, sparekey_chain_key, SPAREKEY_C_CHAIN_KEYS);
#undef PREFIX

// Not an enumeration of its own in C: functions of a port return int.
#define SAME_STATUS(name, NAME) \
  static_assert(static_cast<int>(kPort##name) == static_cast<int>(SPAREKEY_PORT_##NAME), #name)
SAME_STATUS(Ok, OK);
SAME_STATUS(Again, AGAIN);
SAME_STATUS(Closed, CLOSED);
SAME_STATUS(Failed, FAILED);
SAME_STATUS(NotFound, NOT_FOUND);
SAME_STATUS(Interrupted, INTERRUPTED);
SAME_STATUS(NotImplemented, NOT_IMPLEMENTED);

static_assert(kNoHandle == SPAREKEY_NO_HANDLE);
static_assert(kCodeCooldownS == SPAREKEY_CODE_COOLDOWN_S);
static_assert(kSmsCodeLifetimeS == SPAREKEY_SMS_CODE_LIFETIME_S);
static_assert(kEmailCodeLifetimeS == SPAREKEY_EMAIL_CODE_LIFETIME_S);

}  // namespace
}  // namespace sparekey::c
