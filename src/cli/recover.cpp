// SPDX-License-Identifier: Apache-2.0
#include "cli/recover.hpp"

#include "base/duration.hpp"
#include "cli/ask.hpp"
#include "cli/code_prompt.hpp"
#include "cli/dialogue_words.hpp"
#include "cli/recipient_prompt.hpp"
#include "cli/terminal.hpp"
#include "cli/wait_prompt.hpp"

namespace sparekey::cli {
namespace {

// What a person can do next after a failure, by its advice:
//
//   retry            Enter makes the same call again
//   wait             a countdown, then the same call again; the prompt for the passcode if one was
//                    sent less than a minute ago; the end if the wait is longer than an hour
//   new_code         the prompt for the passcode, which can also send a new one
//   check_input      step 1 again; the end if the recipient came from the command line and the
//                    library objects to it; otherwise the same prompt again
//   other_password   the prompt for the password
//   start_over       step 1 or 2 again, with a new passcode
//   none, contact_support, check_clock, check_trust
//                    the end: nothing here can mend it
class Dialogue {
 public:
  explicit Dialogue(Session& session)
      : session_(session),
        say_(session),
        recovery_(session.client, session.secrets.token.bytes, session.secrets.token.capacity,
                  session.settings.disclosure),
        recipient_(session.settings.recipient.is_given() ? &session.settings.recipient : nullptr) {}

  Result run() {
    const QuietTerminal quiet;
    while (recovery_.step() != Step::done)
      if (!take_step()) break;
    return last_;
  }

 private:
  // Each of these is false if the dialogue is over; then last_ says why.

  bool take_step() {
    const Step step = recovery_.step();
    if (step != shown_ && step != Step::done) say_.heading(step);
    shown_ = step;
    switch (step) {
      case Step::identify:
        return identify();
      case Step::code:
        return enter_code();
      case Step::password:
        return enter_password();
      case Step::done:
        break;
    }
    return true;
  }

  bool identify() {
    if (recipient_ == nullptr) {
      // recovery_ still looks at the one a passcode was sent to.
      TypedRecipient* const typed = sent_to_ == &typed_[0] ? &typed_[1] : &typed_[0];
      prepare(Encryption::none);
      if (ask_recipient(session_, typed) != Code::ok) return give_up();
      recipient_ = typed;
      cools_down_ = false;
    }
    return send_code();
  }

  bool send_code() {
    if (cools_down_ && recovery_.cooldown_ms() > 0 &&
        wait_for_time(session_, recovery_.cooldown_ms(), Word::next_code_in) != Code::ok)
      return give_up();
    sending_ = true;
    const bool sent = attempt([this] { return recovery_.send_code(recipient_->recipient()); });
    if (last_.delivery != Delivery::not_sent) cools_down_ = true;
    if (kind_of(last_.code) != Kind::usage) sent_to_ = recipient_;
    if (!sent) return after_failure();
    // The same for a known and an unknown account, and for one that was sent a passcode just now.
    say_.sentence(session_.settings.disclosure == Disclosure::hide_account
                      ? Word::code_on_its_way_or_came
                      : Word::code_on_its_way);
    return true;
  }

  bool enter_code() {
    Buffer& typed = session_.secrets.code;
    switch (prompt_for_code(session_, recovery_, &typed)) {
      case CodeAnswer::new_code:
        return send_code();
      case CodeAnswer::gave_up:
        return give_up();
      case CodeAnswer::code:
        break;
    }
    sending_ = false;
    const bool right = attempt([&] { return recovery_.enter_code(typed.text()); });
    typed.clear();
    return right || after_failure();
  }

  bool enter_password() {
    prepare(session_.settings.encryption);
    if (ask_new_password(session_) != Code::ok) return give_up();
    Buffer& typed = session_.secrets.password;
    const bool taken = attempt([&] {
      return recovery_.enter_password(typed.text(), session_.settings.encryption,
                                      session_.settings.sm2_format);
    });
    typed.clear();
    return taken || after_failure();
  }

  // Connects, and fetches the key, while the person types.
  void prepare(Encryption encryption) {
    session_.phases.show(false);
    (void)session_.client.begin_prepare(encryption);
  }

  // What is still under way ends first; if it fails only now, so would the next call.
  Result finish_preparing() {
    session_.phases.show(true);
    Wait wait;
    return session_.client.step(&wait) ? Result() : session_.client.finish();
  }

  // Makes a call, and again for as long as that is safe, could help, and the person wants it.
  template <typename Call>
  bool attempt(Call call) {
    for (;;) {
      last_ = finish_preparing();
      if (last_.ok()) last_ = call();
      session_.phases.clear();
      if (last_.ok()) return true;
      const bool again = last_.advice == Advice::retry ||
                         (last_.advice == Advice::wait && !older_code_may_do() && !is_long_wait());
      if (!again) return false;
      say_.failure(last_);
      const Code waited = last_.advice == Advice::retry
                              ? wait_for_enter(session_, Word::enter_to_try_again)
                              : wait_as_told();
      if (waited != Code::ok) return give_up();
    }
  }

  // Too soon after a passcode, which the person may have.
  bool older_code_may_do() const {
    return last_.code == Code::too_soon && recovery_.step() == Step::code;
  }

  // Nobody waits at a terminal for that.
  bool is_long_wait() const { return last_.retry_after_s > kHourS; }

  Code wait_as_told() {
    int64_t wait_ms = recovery_.cooldown_ms();
    // A minute is the service's rule between two passcodes; otherwise the person decides.
    if (wait_ms == 0 && last_.code == Code::too_soon) wait_ms = kCodeCooldownS * kSecondMs;
    if (last_.retry_after_s > 0) wait_ms = last_.retry_after_s * kSecondMs;
    return wait_ms > 0 ? wait_for_time(session_, wait_ms, Word::try_again_in)
                       : wait_for_enter(session_, Word::enter_to_try_again);
  }

  // The table above, for what attempt() leaves.
  bool after_failure() {
    switch (last_.advice) {
      case Advice::check_input:
        return mend_input();
      case Advice::new_code:
        if (last_.code == Code::passcode_rejected) {
          if (session_.settings.verbose) say_.answer(last_);
          say_.sentence(Word::code_wrong);
        } else {
          say_.failure(last_);
        }
        return true;
      case Advice::other_password:
        say_.failure(last_);
        return true;
      case Advice::start_over:
        return start_over();
      case Advice::wait:
        if (!older_code_may_do()) break;
        say_.failure(last_);
        return true;
      case Advice::none:
      case Advice::retry:
      case Advice::contact_support:
      case Advice::check_clock:
      case Advice::check_trust:
        break;
    }
    return false;  // The report says it.
  }

  bool mend_input() {
    if (last_.code == Code::account_not_found || last_.code == Code::bad_recipient)
      recovery_.start_over();
    if (recovery_.step() == Step::identify) {
      const bool is_on_command_line = recipient_ == &session_.settings.recipient;
      if (kind_of(last_.code) == Kind::usage && is_on_command_line) return false;
      recipient_ = nullptr;
    }
    say_.failure(last_);
    return true;
  }

  bool start_over() {
    say_.failure(last_);
    if (recovery_.step() == Step::code && sending_) {
      say_.sentence(Word::code_may_come);
      return true;
    }
    if (shown_ == Step::password && last_.delivery == Delivery::unknown)
      say_.sentence(Word::password_may_be_changed);
    say_.sentence(Word::starting_over);
    recovery_.start_over();
    return wait_for_enter(session_, Word::enter_to_start_over) == Code::ok || give_up();
  }

  // Always false.
  bool give_up() {
    // What the service may have done it has done, whoever gives up afterwards.
    const Delivery delivery = last_.delivery;
    last_ = Result();
    last_.code = Code::cancelled;
    if (delivery == Delivery::unknown) last_.delivery = delivery;
    return false;
  }

  Session& session_;
  DialogueWords say_;
  Recovery recovery_;
  TypedRecipient typed_[2];
  const TypedRecipient* recipient_;          // null: to be asked for
  const TypedRecipient* sent_to_ = nullptr;  // whose texts recovery_ looks at
  bool cools_down_ = false;                  // the cooldown that recovery_ counts is recipient_'s
  bool sending_ = false;                     // the last call was for a passcode
  Step shown_ = Step::done;
  Result last_;
};

}  // namespace

Outcome recover(Session& session) {
  Outcome outcome;
  outcome.result = Dialogue(session).run();
  return outcome;
}

}  // namespace sparekey::cli
