// SPDX-License-Identifier: Apache-2.0
#include "cli/recipient_prompt.hpp"

#include "cli/ask.hpp"

namespace sparekey::cli {

Code ask_recipient(Session& session, TypedRecipient* out) {
  // The longest address, all of it in full-width characters, fits.
  char bytes[1024];
  Buffer line{bytes, sizeof bytes};
  for (;;) {
    const Code asked = ask(session, Word::recipient_prompt, Typed::openly, &line);
    const bool good = asked == Code::ok && out->read(line.text());
    line.clear();
    if (asked != Code::ok || good) return asked;
    remark(session, Word::want_recipient);
  }
}

}  // namespace sparekey::cli
