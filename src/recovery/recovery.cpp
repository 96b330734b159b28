// SPDX-License-Identifier: Apache-2.0
#include "sparekey/recovery.hpp"

#include "base/failure.hpp"
#include "base/wipe.hpp"

namespace sparekey {
namespace {

constexpr const char* kUnderWay = in_words("a call is under way");

// Keeps of `said` only what is true of any account.
Result silent(Code code, const Result& said) {
  Result result = unsent(code);
  result.delivery = Delivery::answered;
  result.clock_was_unset = said.clock_was_unset;
  return result;
}

// Whether the refusal may depend on the account. What is true of any account may be told:
// throttling, faults, an unknown application, a malformed address.
bool tells_of_account(Code code) {
  const bool of_any = code == Code::too_many_requests || code == Code::service_fault ||
                      code == Code::app_rejected || code == Code::bad_recipient;
  return !of_any && kind_of(code) == Kind::service;
}

// The passcode, or the token, may be used up. A cancelled call and one whose answer nobody can read
// have other advice.
bool must_start_over(const Result& result) {
  return result.advice == Advice::start_over || result.delivery == Delivery::unknown;
}

bool same(const Recipient& a, const Recipient& b) {
  return equal(a.email, b.email) && equal(a.phone, b.phone) &&
         equal(a.country_code, b.country_code);
}

}  // namespace

Recovery::~Recovery() {
  if (client_.reports_to(this)) client_.abandon();
  start_over();
}

int64_t Recovery::until_ms(int64_t time_ms) const {
  const int64_t rest = time_ms - client_.now_ms();
  return rest > 0 ? rest : 0;
}

int64_t Recovery::cooldown_ms() const { return until_ms(may_send_at_ms_); }
int64_t Recovery::code_lifetime_ms() const { return until_ms(code_ends_at_ms_); }
int64_t Recovery::token_lifetime_ms() const {
  return token_ends_at_ms_ < 0 ? -1 : until_ms(token_ends_at_ms_);
}

void Recovery::start_over() {
  wipe(token_, token_size_);
  token_size_ = 0;
  token_ends_at_ms_ = 0;
  step_ = Step::identify;
}

Completion Recovery::then(void (*function)(void*, const Result&), Completion completion) {
  completion_ = completion;
  return {function, this};
}

Result Recovery::finish(const Result& begun) {
  if (!begun.ok()) return begun;
  (void)client_.finish();
  return result_;
}

void Recovery::conclude(const Result& result) {
  result_ = result;
  if (completion_.function != nullptr) completion_.function(completion_.context, result);
}

bool Recovery::hides(Code code) const {
  return disclosure_ == Disclosure::hide_account && tells_of_account(code);
}

Result Recovery::begin_send_code(const Recipient& recipient, Completion completion) {
  if (client_.reports_to(this)) return unsent(Code::bad_argument, kUnderWay);
  if (same(recipient, recipient_) && cooldown_ms() > 0) {
    Result early = unsent(Code::too_soon);
    early.retry_after_s = (cooldown_ms() + 999) / 1000;
    return early;
  }
  const Result result = client_.begin_send_code(recipient, then(on_sent, completion));
  if (!result.ok()) return result;
  if (!same(recipient, recipient_)) {
    start_over();
    may_send_at_ms_ = 0;
    code_ends_at_ms_ = 0;
  }
  recipient_ = recipient;
  return result;
}

void Recovery::on_sent(void* self, const Result& result) {
  auto& recovery = *static_cast<Recovery*>(self);
  const bool hidden = recovery.hides(result.code);
  // Nobody knows whether a message went out before an unreadable answer; better to wait than to
  // send two.
  const bool may_have_sent = result.ok() || hidden || result.code == Code::too_soon ||
                             result.delivery == Delivery::unknown;
  // A success keeps quiet as well, or its words and times would give the others away.
  const bool says_nothing =
      hidden || (result.ok() && recovery.disclosure_ == Disclosure::hide_account);
  const Result nothing = silent(Code::ok, result);
  const Result& told = says_nothing ? nothing : result;
  if (may_have_sent) recovery.expect_code(told);
  recovery.conclude(told);
}

void Recovery::expect_code(const Result& result) {
  const int64_t now_ms = client_.now_ms();
  const int64_t lifetime_s = recipient_.email.empty() ? kSmsCodeLifetimeS : kEmailCodeLifetimeS;
  const int64_t wait_s =
      result.retry_after_s > kCodeCooldownS ? result.retry_after_s : kCodeCooldownS;
  // Asking again does not make the passcode live longer that went out before.
  if (result.code != Code::too_soon || code_ends_at_ms_ <= now_ms)
    code_ends_at_ms_ = now_ms + lifetime_s * 1000;
  may_send_at_ms_ = now_ms + wait_s * 1000;
  start_over();
  step_ = Step::code;
}

Result Recovery::begin_enter_code(Text pass_code, Completion completion) {
  if (client_.reports_to(this)) return unsent(Code::bad_argument, kUnderWay);
  if (step_ != Step::code)
    return unsent(Code::bad_argument, in_words("no passcode is being waited for"));
  return client_.begin_verify(recipient_, pass_code, &verified_, then(on_verified, completion));
}

void Recovery::on_verified(void* self, const Result& result) {
  auto& recovery = *static_cast<Recovery*>(self);
  if (!result.ok()) {
    if (must_start_over(result)) recovery.start_over();
    const Result rejected = silent(Code::passcode_rejected, result);
    recovery.conclude(recovery.hides(result.code) ? rejected : result);
    return;
  }
  const Text token = recovery.verified_.password_reset_token;
  if (token.size() > recovery.token_capacity_) {
    Result too_long =
        unsent(Code::buffer_too_small, in_words("the password-reset token does not fit"));
    too_long.delivery = Delivery::answered;
    too_long.advice = Advice::contact_support;
    recovery.conclude(too_long);
    return;
  }
  recovery.token_size_ = token.size();
  memcpy(recovery.token_, token.data(), token.size());
  const int64_t lifetime_s = recovery.verified_.token_expires_in_s;
  recovery.token_ends_at_ms_ = lifetime_s < 0 ? -1 : recovery.client_.now_ms() + lifetime_s * 1000;
  recovery.step_ = Step::password;
  recovery.conclude(result);
}

Result Recovery::begin_enter_password(Text password, Encryption encryption, Sm2Format sm2_format,
                                      Completion completion) {
  if (client_.reports_to(this)) return unsent(Code::bad_argument, kUnderWay);
  if (step_ != Step::password)
    return unsent(Code::bad_argument, in_words("no passcode was verified"));
  ResetRequest request;
  request.password_reset_token = Text(token_, token_size_);
  request.password = password;
  request.encryption = encryption;
  request.sm2_format = sm2_format;
  return client_.begin_reset(request, then(on_reset, completion));
}

void Recovery::on_reset(void* self, const Result& result) {
  auto& recovery = *static_cast<Recovery*>(self);
  if (result.ok() || must_start_over(result)) recovery.start_over();
  if (result.ok()) recovery.step_ = Step::done;
  recovery.conclude(result);
}

Result Recovery::send_code(const Recipient& recipient) {
  return finish(begin_send_code(recipient));
}

Result Recovery::enter_code(Text pass_code) { return finish(begin_enter_code(pass_code)); }

Result Recovery::enter_password(Text password, Encryption encryption, Sm2Format sm2_format) {
  return finish(begin_enter_password(password, encryption, sm2_format));
}

}  // namespace sparekey
