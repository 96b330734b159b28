// SPDX-License-Identifier: Apache-2.0
/// \file
/// The person's path: who are you, the passcode, the new password, done. Knows what may be done
/// now, when a passcode may be sent again, and how long the passcode and the token still live.
#ifndef SPAREKEY_RECOVERY_HPP
#define SPAREKEY_RECOVERY_HPP

#include "sparekey/client.hpp"

namespace sparekey {

/// Seconds, by the service's rules.
constexpr int64_t kCodeCooldownS = 60;  ///< between two passcodes to one address
constexpr int64_t kSmsCodeLifetimeS = 60;
constexpr int64_t kEmailCodeLifetimeS = 300;
constexpr size_t kMaxTokenBytes = 2048;

/// What the person is asked for now.
enum class Step : uint8_t { identify, code, password, done };

/// Whether the person may learn from the outcome that an account exists.
enum class Disclosure : uint8_t { hide_account, reveal_account };

/// One recovery over an open Client, which must outlive it. Keeps the password-reset token, and
/// wipes it when it is used up or given up. Recipient's texts must stay until the next send_code().
class Recovery {
 public:
  Recovery(Client& client, const Port& port, Disclosure disclosure = Disclosure::hide_account)
      : client_(client), port_(port), disclosure_(disclosure) {}
  ~Recovery() { start_over(); }
  Recovery(const Recovery&) = delete;
  Recovery& operator=(const Recovery&) = delete;

  Step step() const { return step_; }

  /// Sends a passcode and goes to Step::code, also where a failure leaves unknown whether one went
  /// out, or where one went out less than a minute ago: the person may have it. With hide_account,
  /// a refusal that could tell whether the account exists is reported as success; the person learns
  /// nothing and waits for no answer. `too_soon` without sending anything while cooldown_ms() > 0
  /// for the same recipient.
  Result send_code(const Recipient& recipient);

  /// Exchanges the passcode and goes to Step::password. With hide_account, every refusal that
  /// depends on the account is `passcode_rejected`, with no word of the service's. `bad_argument`
  /// in any other step.
  Result enter_code(Text pass_code);

  /// Sets the password and goes to Step::done. A weak, reused, too long or undecryptable password
  /// leaves the step as it is; whatever spoils the token leads back to Step::identify, as
  /// Result::advice `start_over` says. `bad_argument` in any other step.
  Result enter_password(Text password, Encryption encryption,
                        Sm2Format sm2_format = Sm2Format::plain);

  /// Back to Step::identify; the cooldown stays.
  void start_over();

  /// Milliseconds until send_code() may be called again for the same recipient; 0: now.
  int64_t cooldown_ms() const;

  /// Milliseconds the passcode, or the token, still lives by this device's count; 0: over.
  int64_t code_lifetime_ms() const;
  int64_t token_lifetime_ms() const;

 private:
  int64_t until_ms(int64_t time_ms) const;

  Client& client_;
  const Port& port_;
  const Disclosure disclosure_;
  Step step_ = Step::identify;
  Recipient recipient_;
  int64_t may_send_at_ms_ = 0;
  int64_t code_ends_at_ms_ = 0;
  int64_t token_ends_at_ms_ = 0;
  size_t token_size_ = 0;
  char token_[kMaxTokenBytes];
};

}  // namespace sparekey

#endif
