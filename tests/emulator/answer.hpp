// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_ANSWER_HPP
#define SPAREKEY_EMULATOR_ANSWER_HPP

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "faults.hpp"
#include "http_message.hpp"
#include "refusals.hpp"

namespace emulator {

// What the service says, before it becomes bytes.
struct Answer {
  int http_status = 200;
  int status_code = 200;
  std::optional<int> api_code;
  std::string message;
  std::optional<nlohmann::json> data;
  bool enveloped = true;  // otherwise the body is `data` alone
};

Answer success(Language language, std::optional<nlohmann::json> data = std::nullopt);
Answer refusal(Language language, const Refusal& refusal, const std::string& detail = {});

// Puts in the answer what the fault replaces in the envelope.
void replace(const Fault& fault, Language language, Answer& answer);

// `older_server`: with the member names of older servers.
HttpReply to_reply(const Answer& answer, bool older_server);

}  // namespace emulator

#endif
