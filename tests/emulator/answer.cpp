// SPDX-License-Identifier: Apache-2.0
#include "answer.hpp"

#include "random.hpp"

namespace emulator {

Answer success(Language language, std::optional<nlohmann::json> data) {
  Answer answer;
  answer.message = kSucceeded[language];
  answer.data = std::move(data);
  return answer;
}

Answer refusal(Language language, const Refusal& refusal, const std::string& detail) {
  Answer answer;
  answer.status_code = refusal.status_code;
  answer.api_code = refusal.api_code;
  answer.message = refusal.text[language];
  if (!detail.empty()) answer.message += ": " + detail;
  return answer;
}

void replace(const Fault& fault, Language language, Answer& answer) {
  if (fault.status_code || fault.api_code) {
    const bool succeeds = fault.status_code == 200;
    answer =
        succeeds ? success(language, answer.data) : refusal(language, refusal_with(fault.api_code));
    if (fault.status_code) answer.status_code = *fault.status_code;
    answer.api_code = fault.api_code;
  }
  if (fault.message) answer.message = *fault.message;
  if (fault.data) answer.data = *fault.data;
  if (fault.http_status) answer.http_status = *fault.http_status;
}

HttpReply to_reply(const Answer& answer, bool older_server) {
  HttpReply reply;
  reply.status = answer.http_status;
  reply.status_code = answer.status_code;
  reply.api_code = answer.api_code;
  if (!answer.enveloped) {
    reply.body = answer.data->dump();
    return reply;
  }
  nlohmann::ordered_json envelope;
  envelope[older_server ? "code" : "statusCode"] = answer.status_code;
  envelope["message"] = answer.message;
  if (answer.api_code && older_server) envelope["apiCode"] = std::to_string(*answer.api_code);
  if (answer.api_code && !older_server) envelope["apiCode"] = *answer.api_code;
  envelope[older_server ? "uniqueId" : "requestId"] = random_uuid();
  if (answer.data) envelope["data"] = *answer.data;
  reply.body = envelope.dump();
  return reply;
}

}  // namespace emulator
