// SPDX-License-Identifier: Apache-2.0
#include "cli/recover.hpp"

#include "cli/ask.hpp"
#include "cli/code_prompt.hpp"
#include "cli/printable.hpp"
#include "cli/recipient_prompt.hpp"
#include "cli/report_words.hpp"
#include "cli/terminal.hpp"
#include "cli/wait_prompt.hpp"
#include "words/results.hpp"

namespace sparekey::cli {
namespace {

class Dialogue {
 public:
  explicit Dialogue(Session& session)
      : session_(session),
        recovery_(session.client, session.secrets.token.bytes, session.secrets.token.capacity,
                  session.settings.disclosure),
        recipient_(session.settings.recipient) {}

  Result run() {
    const QuietTerminal quiet;
    while (recovery_.step() != Step::done)
      if (!take_step()) break;
    return last_;
  }

 private:
  // False: the dialogue is over, and last_ says why.
  bool take_step() {
    const Step step = recovery_.step();
    if (step != shown_) show_step(step);
    switch (step) {
      case Step::identify:
        return identify();
      case Step::code:
        return code();
      case Step::password:
        return password();
      case Step::done:
        break;
    }
    return true;
  }

  void show_step(Step step) {
    constexpr Word kNames[] = {Word::step_account, Word::step_code, Word::step_password};
    shown_ = step;
    Output& out = session_.dialogue;
    out.put('[');
    out.put_number(1 + static_cast<int64_t>(step));
    out.put("/3] ");
    out.put(words(kNames[static_cast<size_t>(step)]));
    out.put('\n');
    out.flush();
  }

  bool identify() {
    if (recipient_.email.empty() && recipient_.phone.empty()) {
      // recovery_ still looks at the one before.
      typed_ = sent_to_ == &typed_bytes_[0] ? &typed_bytes_[1] : &typed_bytes_[0];
      prepare(Encryption::none);
      if (ask_recipient(session_, typed_, &recipient_) != Code::ok) return give_up();
      cools_down_ = false;
    }
    return send();
  }

  bool send() {
    if (cools_down_ && recovery_.cooldown_ms() > 0 &&
        wait_for_time(session_, recovery_.cooldown_ms(), Word::next_code_in) != Code::ok)
      return give_up();
    sending_ = true;
    const bool sent = attempt([this] { return recovery_.send_code(recipient_); });
    if (last_.delivery != Delivery::not_sent) cools_down_ = true;
    if (kind_of(last_.code) != Kind::usage) sent_to_ = typed_;
    if (!sent) return after_failure();
    // The same for a known and an unknown account.
    tell(Word::code_on_its_way);
    return true;
  }

  bool code() {
    Buffer& typed = session_.secrets.code;
    switch (prompt_for_code(session_, recovery_, &typed)) {
      case CodeAnswer::new_code:
        return send();
      case CodeAnswer::none:
        return give_up();
      case CodeAnswer::code:
        break;
    }
    sending_ = false;
    const bool right = attempt([&] { return recovery_.enter_code(typed.text()); });
    typed.clear();
    return right || after_failure();
  }

  bool password() {
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

  // What is still under way comes to its end first; where it fails only now, so would the next.
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
      if (last_.advice == Advice::retry) {
        tell_failure();
        if (wait_for_enter(session_, Word::enter_to_try_again) != Code::ok) return give_up();
      } else if (last_.advice == Advice::wait && !older_code_may_do()) {
        tell_failure();
        if (!wait_as_told()) return give_up();
      } else {
        return false;
      }
    }
  }

  // Sent too soon after a passcode, which the person may have.
  bool older_code_may_do() const {
    return last_.code == Code::too_soon && recovery_.step() == Step::code;
  }

  bool wait_as_told() {
    if (last_.retry_after_s > 0)
      return wait_for_time(session_, last_.retry_after_s * 1000, Word::try_again_in) == Code::ok;
    if (recovery_.cooldown_ms() > 0)
      return wait_for_time(session_, recovery_.cooldown_ms(), Word::try_again_in) == Code::ok;
    // A minute is the service's rule between two passcodes; otherwise the person decides.
    if (last_.code == Code::too_soon)
      return wait_for_time(session_, kCodeCooldownS * 1000, Word::try_again_in) == Code::ok;
    return wait_for_enter(session_, Word::enter_to_try_again) == Code::ok;
  }

  // What a person can do next, as the advice says.
  bool after_failure() {
    switch (last_.advice) {
      case Advice::check_input:
        return mend_input();
      case Advice::new_code:
        if (last_.code == Code::passcode_rejected) {
          tell_answer();
          tell(Word::code_wrong);
        } else {
          tell_failure();
        }
        return true;
      case Advice::wait:  // only where older_code_may_do()
      case Advice::other_password:
        tell_failure();
        return true;
      case Advice::start_over:
        return start_over();
      case Advice::none:
      case Advice::retry:
      case Advice::contact_support:
      case Advice::check_clock:
      case Advice::check_trust:
        break;
    }
    // Otherwise the report says it.
    if (session_.settings.json) tell_failure();
    return false;
  }

  bool mend_input() {
    const bool recipient_is_wrong =
        last_.code == Code::account_not_found || last_.code == Code::bad_recipient;
    if (recipient_is_wrong) recovery_.start_over();
    if (recovery_.step() == Step::identify) {
      // What the command line says cannot be mended here.
      if (kind_of(last_.code) == Kind::usage && typed_ == nullptr) return false;
      recipient_ = Recipient();
    }
    tell_failure();
    return true;
  }

  bool start_over() {
    tell_failure();
    if (recovery_.step() == Step::code && sending_) {
      tell(Word::code_may_come);
      return true;
    }
    if (shown_ == Step::password && last_.delivery == Delivery::unknown)
      tell(Word::password_may_be_changed);
    tell(Word::starting_over);
    recovery_.start_over();
    return wait_for_enter(session_, Word::enter_to_start_over) == Code::ok || give_up();
  }

  // Always false.
  bool give_up() {
    // What may have been done stays so, whoever gives up afterwards.
    const Delivery delivery = last_.delivery;
    last_ = Result();
    last_.code = Code::cancelled;
    if (delivery == Delivery::unknown) last_.delivery = delivery;
    return false;
  }

  Text words(Word word) const { return say(session_.settings.ui_language, word); }

  void tell(Word word) {
    put_line(session_.settings.ui_language, word, session_.dialogue);
    session_.dialogue.flush();
  }

  void tell_failure() {
    const UiLanguage language = session_.settings.ui_language;
    Output& out = session_.dialogue;
    out.put(say(language, last_.code));
    if (last_.detail != nullptr && kind_of(last_.code) != Kind::service) {
      out.put(say(language, Word::colon));
      put_printable(last_.detail, out);
    }
    put_line(language, Word::full_stop, out);
    tell_answer();
    if (last_.delivery == Delivery::not_sent && kind_of(last_.code) == Kind::network)
      tell(Word::nothing_was_sent);
  }

  void tell_answer() {
    put_answer(session_.settings.ui_language, last_, session_.dialogue);
    session_.dialogue.flush();
  }

  Session& session_;
  Recovery recovery_;
  Recipient recipient_;
  TypedRecipient typed_bytes_[2];
  TypedRecipient* sent_to_ = nullptr;  // what recovery_ looks at
  TypedRecipient* typed_ = nullptr;    // null: the recipient stands on the command line
  bool cools_down_ = false;            // the cooldown that recovery_ counts is recipient_'s
  bool sending_ = false;               // the last call was for a passcode
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
