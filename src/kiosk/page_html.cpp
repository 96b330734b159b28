// SPDX-License-Identifier: Apache-2.0
#include "kiosk/page_html.hpp"

#include "base/character.hpp"
#include "base/duration.hpp"
#include "base/text.hpp"

namespace sparekey::kiosk {
namespace {

const char* entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&#34;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

}  // namespace

void Html::put(PageWord word) {
  char bytes[kPageWordBytes];
  out_->put(Text(bytes, unpack_page_word(language_, word, bytes)));
}

// Controls, and whatever turns the direction of the text or shows nothing, are left out: a page
// says what it says, whoever gave it an address or a message.
void Html::put(const Given& given) {
  const Text text = given.text;
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (at + character.size > given.max_bytes) return;
    const Text bytes = text.substr(at, character.size);
    const bool control = control_size(text, at) != 0;
    at += character.size;
    if (control || is_unseen(character.point)) continue;
    const char* const escaped = entity(bytes[0]);
    if (character.point == kNoCharacter)
      out_->put(Text("\xEF\xBF\xBD"));
    else
      out_->put(escaped == nullptr ? bytes : Text(escaped));
  }
}

void Html::put(const Timed& timed) {
  char bytes[kPageWordBytes];
  const Text phrase(bytes, unpack_page_word(language_, timed.word, bytes));
  size_t at = 0;
  while (at + 2 < phrase.size() && !equal(phrase.substr(at, 2), "{}")) ++at;
  out_->put(phrase.substr(0, at));
  put_time(timed.ms);
  out_->put(phrase.substr(at + 2));
}

void Html::put_time(int64_t ms) {
  constexpr const char* kNoBreakSpace = "\xC2\xA0";
  const int64_t seconds = whole_seconds(ms);
  if (seconds >= kMinuteS) add(seconds / kMinuteS, kNoBreakSpace, PageWord::minutes);
  if (seconds > kMinuteS && seconds % kMinuteS != 0) out_->put(' ');
  if (seconds < kMinuteS || seconds % kMinuteS != 0)
    add(seconds % kMinuteS, kNoBreakSpace, PageWord::seconds);
}

void Html::put(int64_t number) {
  if (number < 0) out_->put('-');
  char digits[kMaxDecimalDigits];
  const auto magnitude = static_cast<uint64_t>(number);
  out_->put(to_decimal(number < 0 ? -magnitude : magnitude, digits));
}

}  // namespace sparekey::kiosk
