// SPDX-License-Identifier: Apache-2.0
#include "cli/recipient_prompt.hpp"

#include "cli/ask.hpp"

namespace sparekey::cli {
namespace {

Text trimmed(Text text) {
  while (!text.empty() && text[0] == ' ') text = text.substr(1);
  while (!text.empty() && text[text.size() - 1] == ' ') text = text.substr(0, text.size() - 1);
  return text;
}

// The digits of `from`, moved together to `to` (which may be where they are); empty where there is
// anything else but the spaces and dashes with which numbers are grouped.
Text digits_of(Text from, char* to) {
  size_t size = 0;
  for (const char c : from) {
    if (c == ' ' || c == '-') continue;
    if (c < '0' || c > '9') return {};
    to[size++] = c;
  }
  return {to, size};
}

// "+86 188 1234 5678" or "18812345678". A country code without a space behind it could end
// anywhere.
bool parse_phone(Text text, char* bytes, Recipient* out) {
  size_t country_size = 0;
  if (text[0] == '+') {
    while (country_size < text.size() && text[country_size] != ' ' && text[country_size] != '-')
      ++country_size;
    if (country_size < 2 || country_size > 5) return false;
    for (size_t i = 1; i < country_size; ++i)
      if (text[i] < '0' || text[i] > '9') return false;
    out->country_code = text.substr(0, country_size);
  }
  char* const number_at = bytes + (text.data() - bytes) + country_size;
  out->phone = digits_of(text.substr(country_size), number_at);
  return !out->phone.empty();
}

bool parse(Text text, char* bytes, Recipient* out) {
  *out = Recipient();
  if (text.empty()) return false;
  for (const char c : text) {
    if (c != '@') continue;
    out->email = text;
    return true;
  }
  return parse_phone(text, bytes, out);
}

}  // namespace

Code ask_recipient(Session& session, TypedRecipient* typed, Recipient* out) {
  Buffer line{typed->bytes, sizeof typed->bytes};
  for (;;) {
    const Code asked = ask(session, Word::recipient_prompt, Echo::on, &line);
    typed->size = line.size;
    if (asked != Code::ok) return asked;
    if (parse(trimmed(line.text()), typed->bytes, out)) return Code::ok;
    remark(session, Word::want_recipient);
  }
}

}  // namespace sparekey::cli
