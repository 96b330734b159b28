// SPDX-License-Identifier: Apache-2.0
#include "cli/recipient_prompt.hpp"

#include "cli/ask.hpp"

namespace sparekey::cli {

Code ask_recipient(Session& session, TypedRecipient* out, bool patient) {
  char bytes[kTypedRecipientBytes];
  Buffer line{bytes, sizeof bytes};
  for (;;) {
    const Code asked = ask(session, Word::recipient_prompt, Typed::openly, &line, patient);
    const bool good = asked == Code::ok && out->read(line.text());
    line.clear();
    if (asked != Code::ok || good) return asked;
    remark(session, Word::want_recipient);
  }
}

}  // namespace sparekey::cli
