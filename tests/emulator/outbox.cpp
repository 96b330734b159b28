// SPDX-License-Identifier: Apache-2.0
#include "outbox.hpp"

#include "clock.hpp"

namespace emulator {

void Outbox::send(const Recipient& recipient, const std::string& pass_code) {
  nlohmann::ordered_json line;
  line["time"] = utc_now();
  line["channel"] = recipient.medium == Medium::kEmail ? "email" : "sms";
  line["to"] = recipient.address;
  line["code"] = pass_code;
  lines_.append(line);
}

}  // namespace emulator
