// SPDX-License-Identifier: Apache-2.0
#include "cli/report_words.hpp"

#include "base/duration.hpp"
#include "base/typed_text.hpp"
#include "settings/option.hpp"
#include "settings/printable.hpp"
#include "words/results.hpp"

namespace sparekey::cli {
namespace {

// Whether the service's own words say more than ours: what a password must have, or why it refused.
bool explains_itself(Code code) { return code == Code::password_too_weak || code == Code::refused; }

bool ends_sentence(Text text) {
  constexpr Text kMarks[] = {".", "!", "。", "！"};
  for (const Text mark : kMarks)
    if (text.size() >= mark.size() && equal(text.substr(text.size() - mark.size()), mark))
      return true;
  return false;
}

// In the largest unit of which it is at least two, rounded up.
void put_duration(UiLanguage language, int64_t seconds, Output& out) {
  struct Unit {
    int64_t seconds;
    Word name;
  };
  constexpr Unit kUnits[] = {{kDayS, Word::days}, {kHourS, Word::hours}, {kMinuteS, Word::minutes}};
  for (const Unit& unit : kUnits) {
    if (seconds < 2 * unit.seconds) continue;
    out.put_number((seconds + unit.seconds - 1) / unit.seconds);
    out.put(say(language, unit.name));
    return;
  }
  put_seconds(language, seconds, out);
}

void put_advice(UiLanguage language, const Result& result, Output& error) {
  if (result.advice == Advice::none) return;
  if (result.advice == Advice::wait && result.retry_after_s > 0) {
    error.put(say(language, Word::wait));
    put_duration(language, result.retry_after_s, error);
    error.put(say(language, Word::then_try_again));
  } else {
    error.put(say(language, result.advice));
  }
  error.put('\n');
}

// What to do about it.
void put_remedy(UiLanguage language, const Command* command, const Outcome& outcome,
                Output& error) {
  const Result& result = outcome.result;
  if (outcome.trouble.file != nullptr) {
    put_line(language, Word::check_file, error);
  } else if (kind_of(result.code) == Kind::usage) {
    put_see_help(language, command == nullptr ? nullptr : command->name, error);
  } else {
    put_advice(language, result, error);
  }
}

}  // namespace

void put_seconds(UiLanguage language, int64_t seconds, Output& out) {
  out.put_number(seconds);
  out.put(say(language, seconds == 1 ? Word::second : Word::seconds));
}

void put_failure(UiLanguage language, const Result& result, bool with_message, Output& out) {
  const auto spoken = say(language, result.code);
  const Text ours = spoken;
  Text more = result.detail;
  if (kind_of(result.code) == Kind::service)
    more = with_message && explains_itself(result.code) ? result.message : Text();
  // A message that begins with our words is not said twice.
  const bool alone = more.size() >= ours.size() && equal(more.substr(0, ours.size()), ours);
  if (!alone) out.put(ours);
  if (!alone && !more.empty()) out.put(say(language, Word::colon));
  put_printable(more, out);
  if (result.status_code == 0 && result.http_status >= 300) {
    out.put(say(language, Word::bracket_open));
    out.put("HTTP ");
    out.put_number(result.http_status);
    out.put(say(language, Word::bracket_close));
  }
  put_line(language, ends_sentence(more) ? Word::none : Word::full_stop, out);
}

void put_answer(UiLanguage language, const Result& result, Output& out) {
  if (!result.message.empty() || !result.request_id.empty()) {
    const auto says = say(language, Word::service_says);
    // The bracket brings its own blank.
    out.put(result.message.empty() ? trimmed(says) : Text(says));
    put_printable(result.message, out);
    out.put(say(language, Word::bracket_open));
    out.put("statusCode ");
    out.put_number(result.status_code);
    if (result.has_api_code) {
      out.put(say(language, Word::comma));
      out.put("apiCode ");
      out.put_number(result.api_code);
    }
    if (!result.request_id.empty()) {
      out.put(say(language, Word::comma));
      out.put("requestId ");
      put_printable(result.request_id, out);
    }
    put_line(language, Word::bracket_close, out);
  }
}

void put_consequence(UiLanguage language, const Result& result, Output& out) {
  if (result.delivery == Delivery::unknown) put_line(language, Word::may_have_acted, out);
  if (kind_of(result.code) == Kind::network && result.delivery == Delivery::not_sent)
    put_line(language, Word::nothing_was_sent, out);
}

void report_in_words(const Command* command, const Outcome& outcome, const Report& report) {
  const UiLanguage language = report.language;
  const Result& result = outcome.result;
  if (result.ok()) {
    command->put_words(outcome, report);
  } else {
    Output& error = report.error;
    error.put(kProgram.name);
    error.put(": ");
    if (outcome.trouble.reason != Word::none) {
      put_trouble_line(language, outcome.trouble, error);
    } else {
      put_failure(language, result, !report.service_codes, error);
    }
    if (report.service_codes) {
      Result told = result;
      // A good envelope around a wrong passcode says "success"; its data say what is wrong.
      if (outcome.refused_with_data && !outcome.check.message.empty())
        told.message = outcome.check.message;
      put_answer(language, told, error);
    }
    put_consequence(language, result, error);
    put_remedy(language, command, outcome, error);
  }
  report.out.flush();
  report.error.flush();
}

}  // namespace sparekey::cli
