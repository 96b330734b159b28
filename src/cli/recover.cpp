// SPDX-License-Identifier: Apache-2.0
#include "cli/recover.hpp"

#include "base/duration.hpp"
#include "cli/ask.hpp"
#include "cli/code_prompt.hpp"
#include "cli/dialogue_words.hpp"
#include "cli/recipient_prompt.hpp"
#include "cli/report_words.hpp"
#include "cli/terminal.hpp"
#include "cli/wait_prompt.hpp"
#include "settings/interrupt.hpp"

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
    while (recovery_.step() != Step::done)
      if (!take_step()) break;
    return last_;
  }

 private:
  // Each of these is false if the dialogue is over; then last_ says why.

  bool take_step() {
    const Step step = recovery_.step();
    switch (step) {
      case Step::identify:
        return identify();
      case Step::code:
        return enter_code();
      case Step::password:
        return enter_password();
      // Not covered: run() takes no step then.
      case Step::done:
        break;
    }
    return true;  // Not covered: as above.
  }

  // True if it was not the step before as well.
  bool show_heading(Step step) {
    if (step == shown_) return false;
    say_.heading(step);
    shown_ = step;
    return true;
  }

  bool identify() {
    const bool is_new = show_heading(Step::identify);
    if (recipient_ == nullptr) {
      if (is_new) say_.sentence(Word::recipient_hint);
      TypedRecipient* const typed = free_bytes();
      prepare(Encryption::none);
      // Whose turn it is has not come before the first key.
      const bool patient = session_.settings.loop && sent_to_ == nullptr;
      if (ask_recipient(session_, typed, patient) != Code::ok) return give_up();
      return use_recipient(typed);
    }
    return send_code();
  }

  // recovery_ still looks at the one a passcode was sent to.
  TypedRecipient* free_bytes() { return sent_to_ == &typed_[0] ? &typed_[1] : &typed_[0]; }

  bool use_recipient(const TypedRecipient* typed) {
    // Esc, and the same again: the passcode is there, or comes.
    if (recovery_.step() == Step::code && is_sent_to(typed->recipient()) &&
        recovery_.cooldown_ms() > 0) {
      recipient_ = sent_to_;
      tells_where_ = true;
      return true;
    }
    recipient_ = typed;
    cools_down_ = false;
    return send_code();
  }

  bool is_sent_to(const Recipient& recipient) const {
    const Recipient& before = sent_to_->recipient();
    return equal(before.email, recipient.email) && equal(before.phone, recipient.phone) &&
           equal(before.country_code, recipient.country_code);
  }

  bool send_code() {
    if (cools_down_ && recovery_.cooldown_ms() > 0 &&
        wait_for_time(session_, recovery_.cooldown_ms(), Word::next_code_in) != Code::ok)
      return give_up();
    sending_ = true;
    const bool sent = attempt([this] { return recovery_.send_code(recipient_->recipient()); });
    if (last_.delivery != Delivery::not_sent) cools_down_ = true;
    if (kind_of(last_.code) != Kind::usage) sent_to_ = recipient_;
    tells_where_ = sent;
    return sent || after_failure();
  }

  bool enter_code() {
    if (show_heading(Step::code)) tells_where_ = true;
    if (tells_where_) {
      say_.sent_to(sent_to_->recipient(), session_.settings.disclosure);
      say_.sentence(Word::another_recipient);
    }
    tells_where_ = false;
    TypedRecipient* const other = free_bytes();
    switch (prompt_for_code(session_, recovery_, other)) {
      case CodeAnswer::recipient:
        return use_recipient(other);
      case CodeAnswer::step_back:
        recipient_ = nullptr;
        return identify();
      case CodeAnswer::new_code:
        return send_code();
      case CodeAnswer::gave_up:
        return give_up();
      case CodeAnswer::code:
        break;
    }
    sending_ = false;
    Buffer& typed = session_.secrets.code;
    const bool right = attempt([&] { return recovery_.enter_code(typed.text()); });
    typed.clear();
    return right || after_failure();
  }

  bool enter_password() {
    show_heading(Step::password);
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
      session_.terminal.distrust_typed_ahead();
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
      case Advice::retry:  // Not covered: attempt() ends by no such failure.
      case Advice::contact_support:
      case Advice::check_clock:
      case Advice::check_trust:
        break;
    }
    return false;  // The report says it.
  }

  bool mend_input() {
    if (sending_ || last_.code == Code::account_not_found || last_.code == Code::bad_recipient)
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
    if (wait_for_enter(session_, Word::enter_to_start_over) == Code::ok) return true;
    return give_up();
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
  bool tells_where_ = false;                 // a passcode went out since the last prompt
  Step shown_ = Step::done;
  Result last_;
};

// What one person typed is not there for the next.
void forget_person(Session& session) {
  const Buffer buffers[] = {session.secrets.code, session.secrets.token, session.secrets.password,
                            session.secrets.password_again};
  for (const Buffer& buffer : buffers) wipe(buffer.bytes, buffer.capacity);
  session.secrets.code.size = session.secrets.token.size = 0;
  session.secrets.password.size = session.secrets.password_again.size = 0;
}

Outcome visit(Session& session) {
  Outcome outcome;
  outcome.result = Dialogue(session).run();
  return outcome;
}

// On a line that stands still ^C cuts the words short: that is no failure of the terminal.
bool must_end(const Session& session) {
  return interrupted_for_good() || session.terminal.is_gone() ||
         (session.dialogue.failed() && !interrupted());
}

// What it came to stays to be read, until Enter or for as long as --idle says.
void show_end(Session& session, const Outcome& outcome) {
  report_in_words(
      session.settings.command, outcome,
      {session.settings.ui_language, session.dialogue, session.dialogue, session.settings.verbose});
  session.terminal.distrust_typed_ahead();
  (void)wait_for_enter(session, Word::enter_to_finish);
}

// One person after another, until a signal ends it or the terminal is gone.
Outcome serve_everybody(Session& session) {
  for (;;) {
    session.terminal.distrust_typed_ahead();
    clear_screen(session.dialogue);
    // Nobody has asked for anything yet.
    const bool begun = !session.settings.recipient.is_given() ||
                       wait_for_enter(session, Word::enter_to_begin, true) == Code::ok;
    const Outcome outcome = begun ? visit(session) : Outcome::of(Code::cancelled);
    forget_person(session);
    if (!must_end(session) && outcome.result.code != Code::cancelled) show_end(session, outcome);
    if (must_end(session)) return Outcome::of(Code::cancelled);
    forget_interrupt();
    session.dialogue.forget_failure();
  }
}

}  // namespace

Outcome recover(Session& session) {
  session.terminal.begin();
  return session.settings.loop ? serve_everybody(session) : visit(session);
}

}  // namespace sparekey::cli
