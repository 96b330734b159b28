// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit.hpp"

#include "base/place.hpp"
#include "base/wipe.hpp"
#include "kiosk/languages.hpp"
#include "kiosk/typed.hpp"

namespace sparekey::kiosk {

void Visit::make_recovery() {
  new (SparekeyPlace{recovery_bytes_}) Recovery(client_, token_, sizeof token_);
  has_recovery_ = true;
}

void Visit::drop_recovery() {
  if (has_recovery_) recovery()->~Recovery();
  has_recovery_ = false;
  wipe(recovery_bytes_, sizeof recovery_bytes_);
}

void Visit::claim(const Id& id, const Id& by, UiLanguage language) {
  claimed_ = true;
  cookie_given_ = false;
  id_ = id;
  claimed_by_ = by;
  language_ = language;
  // A form of the first page has 0.
  counter_ = 1;
  if (client_language_ != language) {
    client_.close();
    client_open_ = preparing_ = false;
  }
  make_recovery();
}

void Visit::end() {
  drop_recovery();
  client_.close();
  client_open_ = preparing_ = under_way_ = begun_ = claimed_ = tells_ = false;
  complaint_ = Complaint::none;
  result_ = Result();
  wipe(&recipient_, sizeof recipient_);
  reset(&recipient_);
  wipe(secret_, sizeof secret_);
  wipe(token_, sizeof token_);
  wipe(&id_, sizeof id_);
  wipe(&claimed_by_, sizeof claimed_by_);
  secret_size_ = 0;
}

Result Visit::open(UiLanguage language) {
  if (client_open_ && client_language_ == language) return Result();
  client_.close();
  preparing_ = false;
  Config config = settings_.config;
  config.language = service_language(language);
  const Result opened = client_.open(config, port_, memory_, sizeof memory_, kLimits);
  client_open_ = opened.ok();
  client_language_ = language;
  return opened;
}

Result Visit::prepare(UiLanguage language) {
  const Result opened = open(language);
  if (!opened.ok()) return opened;
  const Result begun = client_.begin_prepare(Encryption::none);
  preparing_ = begun.ok();
  wait_ = Wait();
  return begun;
}

bool Visit::is_resolving() const {
  if (!preparing_ && !begun_) return false;
  return client_.progress().phase <= Phase::resolving;
}

void Visit::send_code(Text account, Text country) {
  TypedRecipient typed;
  (void)read_recipient(account, country, &typed);
  if (!same_recipient(typed.recipient(), recipient_.recipient())) {
    // It looks at the texts of the one before.
    drop_recovery();
    (void)read_recipient(account, country, &recipient_);
    make_recovery();
  }
  sending_again_ = false;
  want(Call::send_code);
}

void Visit::send_again() {
  sending_again_ = true;
  want(Call::send_code);
}

void Visit::enter_code(Text digits) {
  keep_secret(digits);
  want(Call::enter_code);
}

void Visit::enter_password(Text password) {
  keep_secret(password);
  want(Call::enter_password);
}

void Visit::keep_secret(Text text) {
  secret_size_ = text.size() < sizeof secret_ ? text.size() : sizeof secret_;
  memcpy(secret_, text.data(), secret_size_);
}

void Visit::want(Call call) {
  ++counter_;
  complaint_ = Complaint::none;
  tells_ = false;
  call_ = call;
  under_way_ = true;
  begun_ = false;
}

Result Visit::begin() {
  const Result opened = open(language_);
  if (!opened.ok()) return opened;
  const Text secret(secret_, secret_size_);
  switch (call_) {
    case Call::send_code:
      return recovery()->begin_send_code(recipient_.recipient());
    case Call::enter_code:
      return recovery()->begin_enter_code(secret);
    case Call::enter_password:
      break;
  }
  return recovery()->begin_enter_password(secret, settings_.encryption, settings_.sm2_format);
}

void Visit::advance() {
  if (preparing_) {
    if (!client_.step(&wait_)) return;
    preparing_ = false;
    // The same trouble would only come twice as late.
    if (under_way_ && !client_.result().ok()) return conclude(client_.result());
  }
  if (!under_way_) return;
  if (!begun_) {
    const Result begun = begin();
    if (!begun.ok()) return conclude(begun);
    begun_ = true;
  }
  if (client_.step(&wait_)) return conclude(recovery()->result());
  if (client_.progress().request_sent) forget_secret();
}

void Visit::forget_secret() {
  wipe(secret_, secret_size_);
  secret_size_ = 0;
}

void Visit::conclude(const Result& result) {
  forget_secret();
  under_way_ = begun_ = false;
  result_ = result;
  tells_ = !result.ok() || (call_ == Call::send_code && sending_again_);
  touch(port_.monotonic_ms(port_.context));
}

void Visit::complain(Complaint complaint) {
  complaint_ = complaint;
  tells_ = false;
}

void Visit::show(View* out) const {
  View& view = *out;
  switch (step()) {
    case Step::identify:
      view.screen = Screen::account;
      break;
    case Step::code:
      view.screen = Screen::code;
      break;
    case Step::password:
      view.screen = Screen::password;
      break;
    case Step::done:
      view.screen = Screen::done;
      break;
  }
  const Recipient& recipient = recipient_.recipient();
  view.language = language_;
  view.account = recipient.email.empty() ? recipient.phone : recipient.email;
  view.country = recipient.country_code;
  view.complaint = complaint_;
  view.result = tells_ ? &result_ : nullptr;
  view.call = call_;
  view.sent_again = tells_ && result_.ok();
  if (step() == Step::code) {
    view.code_left_ms = recovery()->code_lifetime_ms();
    view.resend_ms = recovery()->cooldown_ms();
  }
  if (step() == Step::password) view.token_left_ms = recovery()->token_lifetime_ms();
  view.has_visit = true;
}

}  // namespace sparekey::kiosk
