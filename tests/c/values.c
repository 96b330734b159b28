// SPDX-License-Identifier: Apache-2.0
// What needs no service.
#include "check.h"

static unsigned char pool[SPAREKEY_POOL_BYTES_FOR(SPAREKEY_CHAIN_KEY_EC, 4000)];

void values_have_names(void) {
  const enum sparekey_code none = (enum sparekey_code)(SPAREKEY_CODE_ENCRYPTION_FAILED + 1);
  for (int i = 0; i <= SPAREKEY_CODE_ENCRYPTION_FAILED; ++i) {
    CHECK(sparekey_code_name((enum sparekey_code)i)[0] != '\0');
    CHECK(sparekey_explain((enum sparekey_code)i)[0] != '\0');
  }
  CHECK_TEXT(sparekey_code_name(SPAREKEY_CODE_OK), "ok");
  CHECK_TEXT(sparekey_code_name(SPAREKEY_CODE_PASSCODE_REJECTED), "passcode_rejected");
  CHECK_TEXT(sparekey_code_name(SPAREKEY_CODE_ENCRYPTION_FAILED), "encryption_failed");
  CHECK_TEXT(sparekey_code_name(none), "");
  CHECK_TEXT(sparekey_explain(SPAREKEY_CODE_CANCELLED), "Cancelled");
  CHECK_TEXT(sparekey_explain(none), "");
  CHECK_TEXT(sparekey_kind_name(SPAREKEY_KIND_PROTOCOL), "protocol");
  CHECK_TEXT(sparekey_kind_name((enum sparekey_kind)(SPAREKEY_KIND_LOCAL + 1)), "");
  CHECK_TEXT(sparekey_delivery_name(SPAREKEY_DELIVERY_ANSWERED), "answered");
  CHECK_TEXT(sparekey_delivery_name((enum sparekey_delivery)3), "");
  CHECK_TEXT(sparekey_advice_name(SPAREKEY_ADVICE_CHECK_TRUST), "check_trust");
  CHECK_TEXT(sparekey_advice_name((enum sparekey_advice)(SPAREKEY_ADVICE_CHECK_TRUST + 1)), "");
  CHECK_TEXT(sparekey_phase_name(SPAREKEY_PHASE_RECEIVING), "receiving");
  CHECK_TEXT(sparekey_phase_name((enum sparekey_phase)(SPAREKEY_PHASE_RECEIVING + 1)), "");
  CHECK(sparekey_kind_of(SPAREKEY_CODE_TIMED_OUT) == SPAREKEY_KIND_NETWORK);
  CHECK(sparekey_kind_of(none) == SPAREKEY_KIND_NONE);
  CHECK(sparekey_advice_for(SPAREKEY_CODE_TIMED_OUT, SPAREKEY_DELIVERY_NOT_SENT, 0) ==
        SPAREKEY_ADVICE_RETRY);
  CHECK(sparekey_advice_for(SPAREKEY_CODE_TIMED_OUT, SPAREKEY_DELIVERY_UNKNOWN, 0) ==
        SPAREKEY_ADVICE_START_OVER);
  CHECK(sparekey_advice_for(SPAREKEY_CODE_HTTP_STATUS, SPAREKEY_DELIVERY_NOT_SENT, 429) ==
        SPAREKEY_ADVICE_WAIT);
  CHECK(sparekey_advice_for(none, SPAREKEY_DELIVERY_NOT_SENT, 0) == SPAREKEY_ADVICE_NONE);
  CHECK(sparekey_advice_for(SPAREKEY_CODE_TIMED_OUT, (enum sparekey_delivery)3, 0) ==
        SPAREKEY_ADVICE_NONE);
}

void little_helpers(void) {
  struct sparekey_pin pin;
  memset(&pin, 0x55, sizeof pin);
  CHECK(!sparekey_parse_pin("sha256/AAAA", &pin));
  CHECK(!sparekey_parse_pin(NULL, &pin));
  CHECK(pin.sha256[0] == 0x55 && pin.sha256[31] == 0x55);
  CHECK(!sparekey_parse_pin("sha256/AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI=", NULL));
  CHECK(sparekey_parse_pin("sha256/AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI=", &pin));
  CHECK(pin.sha256[0] == 1 && pin.sha256[31] == 2);

  CHECK(sparekey_backoff_ms(3, 1000, 60000, 0, -1) == 0);
  CHECK(sparekey_backoff_ms(3, 1000, 60000, UINT32_MAX, -1) == 8000);
  CHECK(sparekey_backoff_ms(9, 1000, 60000, UINT32_MAX, 7) == 67000);

  CHECK_TEXT(sparekey_version(), SPAREKEY_VERSION);
  CHECK(sparekey_mbedtls_version() >= 0x021C00 && sparekey_mbedtls_version() < 0x050000);
}

void people_type(void) {
  struct sparekey_typed_recipient typed;
  CHECK(sparekey_read_recipient(&typed, "  bob@example.com "));
  CHECK_TEXT(typed.recipient.email, "bob@example.com");
  CHECK_TEXT(typed.recipient.phone, "");
  CHECK_TEXT(typed.recipient.country_code, "");
  CHECK(sparekey_read_recipient(&typed, "+86 188 1234 5678"));
  CHECK_TEXT(typed.recipient.email, "");
  CHECK_TEXT(typed.recipient.phone, "18812345678");
  CHECK_TEXT(typed.recipient.country_code, "+86");
  CHECK(!sparekey_read_recipient(&typed, "nobody"));
  CHECK_TEXT(typed.recipient.email, "");
  CHECK_TEXT(typed.recipient.phone, "");
  CHECK(!sparekey_read_recipient(&typed, NULL));
  CHECK(!sparekey_read_email(&typed, "188 1234 5678"));
  CHECK(sparekey_read_email(&typed, "eve@example.com"));
  CHECK(sparekey_read_phone(&typed, "30 1234567", "0049"));
  CHECK_TEXT(typed.recipient.country_code, "+49");
  CHECK_TEXT(typed.recipient.phone, "301234567");
  CHECK(!sparekey_read_phone(&typed, "30 1234567", "49"));
  CHECK(sparekey_read_phone(&typed, "18812345678", NULL));
  CHECK(sparekey_is_country_code("0049") && sparekey_is_country_code("+1"));
  CHECK(!sparekey_is_country_code("49") && !sparekey_is_country_code(NULL));
  CHECK(!sparekey_read_email(NULL, "eve@example.com"));

  char longest[64 + 1 + 255 + 1];
  memset(longest, 'a', sizeof longest - 1);
  longest[64] = '@';
  longest[sizeof longest - 1] = '\0';
  CHECK(sparekey_read_email(&typed, longest));
  CHECK_TEXT(typed.recipient.email, longest);
  CHECK_TEXT(typed.recipient.phone, "");
}

void pool_is_given_once(void) {
#ifdef SPAREKEY_HAS_POOL
  // The test program gave one before main().
  CHECK(!sparekey_use_pool(pool, sizeof pool));
  CHECK(sizeof pool < SPAREKEY_POOL_BYTES && sizeof pool > 20000);
  CHECK(sparekey_pool_statistics().peak_bytes >= sparekey_pool_statistics().bytes);
#else
  CHECK(sparekey_use_pool(pool, sizeof pool));
  CHECK(sparekey_use_pool(NULL, 0));
  CHECK(sizeof pool == 8);
  CHECK(sparekey_pool_statistics().bytes == 0 && sparekey_pool_statistics().peak_bytes == 0);
#endif
}
