// SPDX-License-Identifier: Apache-2.0
#include "sparekey/recovery.hpp"

#include "base/wipe.hpp"

namespace sparekey {
namespace {

Result silent(Code code) {
  Result result;
  result.code = code;
  result.delivery = Delivery::answered;
  result.advice = advice_for(code, result.delivery);
  return result;
}

// Whether the refusal may depend on the account. What is true of any account may be told:
// throttling, faults, an unknown application, an address that is none.
bool tells_of_account(Code code) {
  switch (code) {
    case Code::too_many_requests:
    case Code::service_fault:
    case Code::app_rejected:
    case Code::bad_recipient:
      return false;
    default:
      return kind_of(code) == Kind::service;
  }
}

Result out_of_order(const char* detail) {
  Result result;
  result.code = Code::bad_argument;
  result.advice = advice_for(result.code, result.delivery);
  result.detail = detail;
  return result;
}

bool same(const Recipient& a, const Recipient& b) {
  return equal(a.email, b.email) && equal(a.phone, b.phone) &&
         equal(a.country_code, b.country_code);
}

}  // namespace

int64_t Recovery::until_ms(int64_t time_ms) const {
  const int64_t rest = time_ms - port_.monotonic_ms(port_.context);
  return rest > 0 ? rest : 0;
}

int64_t Recovery::cooldown_ms() const { return until_ms(may_send_at_ms_); }
int64_t Recovery::code_lifetime_ms() const { return until_ms(code_ends_at_ms_); }
int64_t Recovery::token_lifetime_ms() const { return until_ms(token_ends_at_ms_); }

void Recovery::start_over() {
  wipe(token_, sizeof token_);
  token_size_ = 0;
  token_ends_at_ms_ = 0;
  step_ = Step::identify;
}

Result Recovery::send_code(const Recipient& recipient) {
  if (same(recipient, recipient_) && cooldown_ms() > 0) {
    Result early;
    early.code = Code::too_soon;
    early.advice = Advice::wait;
    early.retry_after_s = (cooldown_ms() + 999) / 1000;
    return early;
  }
  start_over();
  if (!same(recipient, recipient_)) may_send_at_ms_ = 0;
  recipient_ = recipient;
  Result result = client_.send_code(recipient);
  const bool hidden = disclosure_ == Disclosure::hide_account && tells_of_account(result.code);
  // Nobody can say whether an unreadable answer came after a message; better to wait than to send
  // two.
  const bool may_have_sent = result.ok() || hidden || result.code == Code::too_soon ||
                             result.delivery == Delivery::unknown;
  if (may_have_sent) {
    const int64_t now_ms = port_.monotonic_ms(port_.context);
    const int64_t lifetime_s = recipient.email.empty() ? kSmsCodeLifetimeS : kEmailCodeLifetimeS;
    may_send_at_ms_ = now_ms + kCodeCooldownS * 1000;
    code_ends_at_ms_ = now_ms + lifetime_s * 1000;
  }
  // A success as well: its words would tell it from the others.
  if (disclosure_ == Disclosure::hide_account && (hidden || result.ok())) result = silent(Code::ok);
  if (may_have_sent) step_ = Step::code;
  return result;
}

Result Recovery::enter_code(Text pass_code) {
  if (step_ != Step::code) return out_of_order("no passcode is being waited for");
  VerifyAnswer answer;
  Result result = client_.verify(recipient_, pass_code, &answer);
  if (!result.ok()) {
    const bool hidden = disclosure_ == Disclosure::hide_account && tells_of_account(result.code);
    return hidden ? silent(Code::passcode_rejected) : result;
  }
  if (answer.password_reset_token.size() > sizeof token_) {
    result.code = Code::buffer_too_small;
    result.advice = Advice::contact_support;
    result.detail = "the password-reset token is longer than kMaxTokenBytes";
    return result;
  }
  token_size_ = answer.password_reset_token.size();
  memcpy(token_, answer.password_reset_token.data(), token_size_);
  const int64_t now_ms = port_.monotonic_ms(port_.context);
  const int64_t lifetime_s = answer.token_expires_in_s < 0 ? 0 : answer.token_expires_in_s;
  token_ends_at_ms_ = now_ms + lifetime_s * 1000;
  step_ = Step::password;
  return result;
}

Result Recovery::enter_password(Text password, Encryption encryption, Sm2Format sm2_format) {
  if (step_ != Step::password) return out_of_order("no passcode was verified");
  ResetRequest request;
  request.password_reset_token = Text(token_, token_size_);
  request.password = password;
  request.encryption = encryption;
  request.sm2_format = sm2_format;
  const Result result = client_.reset(request);
  if (result.ok() || result.advice == Advice::start_over) start_over();
  if (result.ok()) step_ = Step::done;
  return result;
}

}  // namespace sparekey
