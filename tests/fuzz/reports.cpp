// SPDX-License-Identifier: Apache-2.0
// Outcomes with a hostile service's words in them: --json is always JSON that says them as they
// were, and nothing of them steers a terminal. Covers: src/cli/report_json.cpp
// src/cli/report_words.cpp src/settings/printable.cpp src/settings/output.cpp
// src/settings/columns.cpp src/words/spoken.cpp src/base/json_text.cpp src/base/character.cpp
#include "fuzz.hpp"
#include "json/validate.hpp"
#include "told.hpp"

namespace sparekey::fuzz {
namespace {

// The library lets nothing else through.
std::string utf8_or_nothing(std::string text) { return is_utf8(text) ? text : ""; }

std::string json_or_nothing(std::string text) {
  const ExactBuffer exact(text);
  size_t tokens = 0;
  return json::validate(exact.text(), &tokens) == Code::ok && text[0] == '{' ? text : "";
}

// Whether a token can stand in the words without breaking what holds for them: a pipe gets it as it
// is, in ASCII or not.
bool is_plain_line(Text text, bool beyond_ascii) {
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (utf8_size(text.substr(at)) == 0 || control_size(text, at) != 0 ||
        character.point == kNoCharacter || is_unseen(character.point) ||
        (!beyond_ascii && character.point >= 0x80))
      return false;
    at += character.size;
  }
  return !text.empty();
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  cli::Outcome outcome;
  Result& result = outcome.result;
  constexpr auto kLastCode = static_cast<int>(Code::encryption_failed);
  result.code = input.ConsumeBool() ? Code::ok
                                    : static_cast<Code>(input.ConsumeIntegralInRange(0, kLastCode));
  result.delivery = static_cast<Delivery>(input.ConsumeIntegralInRange(0, 2));
  result.advice = advice_for(result.code, result.delivery);
  result.http_status = input.ConsumeIntegralInRange(0, 599);
  result.status_code = input.ConsumeIntegral<int32_t>() & INT32_MAX;
  result.has_api_code = input.ConsumeBool();
  result.api_code = input.ConsumeIntegral<int64_t>();
  result.retry_after_s = input.ConsumeIntegralInRange<int64_t>(-1, 366 * 86400);
  const cli::Commands commands = cli::commands();
  const cli::Command& command = commands.first[input.ConsumeIntegral<uint8_t>() % commands.count];
  const bool chinese = input.ConsumeBool();
  const bool utf8 = input.ConsumeBool();
  const bool service_codes = input.ConsumeBool();
  outcome.refused_with_data = !result.ok() && result.code == Code::passcode_rejected &&
                              std::string_view(command.name) == "check-code";

  const std::string message = fuzz::utf8_or_nothing(input.ConsumeRandomLengthString(200));
  const std::string request_id = fuzz::utf8_or_nothing(input.ConsumeRandomLengthString(100));
  const std::string key = fuzz::utf8_or_nothing(input.ConsumeRandomLengthString(200));
  const std::string token = input.ConsumeRandomLengthString(200);
  const std::string version = fuzz::json_or_nothing(input.ConsumeRemainingBytesAsString());
  result.message = message;
  result.request_id = request_id;
  outcome.check.message = message;
  outcome.system.rsa_public_key = key;
  outcome.system.sm2_public_key = request_id;
  outcome.system.server_version = key;
  outcome.system.version_json = version;
  outcome.verify.password_reset_token =
      fuzz::is_plain_line(token, utf8 || chinese) ? Text(token) : Text("t");
  // A file may have any name.
  if (result.code == Code::unreadable_file)
    outcome.trouble = {result.code, "--ca-file", Word::no_such_file, {}, token.c_str()};

  const auto told = fuzz::tell_in_json(&command, outcome);
  const auto& envelope = result.ok() ? told : told["error"];
  fuzz::require(message.empty() || envelope["message"] == message, "the message as it was");
  fuzz::require(request_id.empty() || envelope["requestId"] == request_id, "the id as it was");
  fuzz::tell_in_words(&command, outcome, chinese, utf8, service_codes);
  return 0;
}
