// SPDX-License-Identifier: Apache-2.0
/// \file
/// The person's path: who are you, the passcode, the new password, done. It knows what may be done
/// now, when a passcode may be sent again, and how long the passcode and the token still live.
#ifndef SPAREKEY_RECOVERY_HPP
#define SPAREKEY_RECOVERY_HPP

#include "sparekey/client.hpp"

namespace sparekey {

/// Seconds, by the service's rules.
constexpr int64_t kCodeCooldownS = 60;  ///< between two passcodes to one address
constexpr int64_t kSmsCodeLifetimeS = 60;
constexpr int64_t kEmailCodeLifetimeS = 300;

/// What the person is asked for now.
enum class Step : uint8_t { identify, code, password, done };

/// Whether the person may learn from the outcome that an account exists.
enum class Disclosure : uint8_t { hide_account, reveal_account };

/// One recovery over an open Client, made of the Client's calls. Each call comes in two forms as
/// there: stepwise (begin it, step the Client, read result()) and blocking. Keeps the
/// password-reset token, and wipes it once it is used up or given up.
///
/// Result::advice says what to do after a failure: `new_code` (ask again, or send another), `wait`,
/// `check_input`, `other_password`, `start_over` (step() has already gone back, unless a
/// send_code() failed whose passcode may still arrive), `retry`.
class SPAREKEY_API Recovery {
 public:
  /// `client` must outlive the Recovery, and so must `token`, the caller's memory for the
  /// password-reset token. The service does not say how long a token is; 2048 bytes are ample.
  Recovery(Client& client, char* token, size_t token_capacity,
           Disclosure disclosure = Disclosure::hide_account)
      : client_(client), disclosure_(disclosure), token_(token), token_capacity_(token_capacity) {}
  /// Also ends this Recovery's call if one is under way.
  ~Recovery();
  Recovery(const Recovery&) = delete;
  Recovery& operator=(const Recovery&) = delete;

  Step step() const { return step_; }

  /// Sends a passcode and goes to Step::code, also if it is not known whether one went out, or if
  /// one went out less than a minute ago: the person may have it. With hide_account, a refusal that
  /// could tell whether the account exists is reported as success, and takes as long as one. While
  /// cooldown_ms() > 0 for the same recipient it is `too_soon`, and nothing is sent: for a minute,
  /// or with reveal_account for as long as the service says. If nothing can have gone out to that
  /// recipient, all stays as it was. The recipient's texts must stay until the next send_code().
  Result send_code(const Recipient& recipient);

  /// Exchanges the passcode and goes to Step::password. With hide_account, every refusal that
  /// depends on the account is `passcode_rejected`, without the service's own words.
  /// `buffer_too_small`: the token does not fit. If no answer says what became of the passcode, it
  /// goes back to Step::identify. `bad_argument` in any other step.
  Result enter_code(Text pass_code);

  /// Sets the password and goes to Step::done. A weak, reused, too long or undecryptable password
  /// leaves the step as it is. Whatever spoils the token leads back to Step::identify, as
  /// Result::advice `start_over` says, and so does every answer that does not say what became of
  /// it. `bad_argument` in any other step.
  Result enter_password(Text password, Encryption encryption,
                        Sm2Format sm2_format = Sm2Format::plain);

  /// Stepwise, as with the Client: `ok` means begun. Step the Client until it is over; `completion`
  /// gets what result() gives.
  Result begin_send_code(const Recipient& recipient, Completion completion = Completion());
  Result begin_enter_code(Text pass_code, Completion completion = Completion());
  Result begin_enter_password(Text password, Encryption encryption, Sm2Format sm2_format,
                              Completion completion = Completion());

  /// What the last call came to, as far as the person may know it.
  const Result& result() const { return result_; }

  /// Back to Step::identify; the cooldown stays. Not while a call is under way.
  void start_over();

  /// Milliseconds until send_code() may be called again for the same recipient; 0: now.
  int64_t cooldown_ms() const;

  /// How many milliseconds the passcode, or the token, still lives, by this device's count; 0: it
  /// has expired; -1: the service did not say how long the token lives.
  int64_t code_lifetime_ms() const;
  int64_t token_lifetime_ms() const;

 private:
  SPAREKEY_LOCAL static void on_sent(void* self, const Result& result);
  SPAREKEY_LOCAL static void on_verified(void* self, const Result& result);
  SPAREKEY_LOCAL static void on_reset(void* self, const Result& result);
  SPAREKEY_LOCAL Completion then(void (*function)(void*, const Result&), Completion completion);
  SPAREKEY_LOCAL void expect_code(const Result& result);
  SPAREKEY_LOCAL Result finish(const Result& begun);
  SPAREKEY_LOCAL void conclude(const Result& result);
  SPAREKEY_LOCAL bool hides(Code code) const;
  SPAREKEY_LOCAL int64_t until_ms(int64_t time_ms) const;

  Client& client_;
  const Disclosure disclosure_;
  Step step_ = Step::identify;
  Recipient recipient_;
  VerifyAnswer verified_;
  Completion completion_;
  Result result_;
  int64_t may_send_at_ms_ = 0;
  int64_t code_ends_at_ms_ = 0;
  int64_t token_ends_at_ms_ = 0;
  char* token_;
  size_t token_capacity_;
  size_t token_size_ = 0;
};

}  // namespace sparekey

#endif
