// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_RECIPIENT_HPP
#define SPAREKEY_EMULATOR_RECIPIENT_HPP

#include <string>

namespace emulator {

enum class Medium { kEmail, kSms };

// Where a passcode goes. Two recipients are the same if their addresses are.
struct Recipient {
  Medium medium;
  std::string address;  // "alice@example.com", in lower case; "+8618812345678"
};

// These throw Refused: kEmailMalformed, kPhoneMalformed.
Recipient email_recipient(const std::string& email);
Recipient phone_recipient(const std::string& country_code, const std::string& number);

}  // namespace emulator

#endif
