// SPDX-License-Identifier: Apache-2.0
#include "passcodes.hpp"

#include "random.hpp"

namespace emulator {

using std::chrono::seconds;

Passcodes::Passcodes(const PassCodeConfig& rules, Clock clock)
    : rules_(rules), clock_(std::move(clock)) {}

std::optional<std::string> Passcodes::issue(const Recipient& recipient) {
  const Milliseconds now = clock_();
  const auto last = issued_.find(recipient.address);
  if (last != issued_.end() && now - last->second.at < seconds(rules_.resend_s))
    return std::nullopt;
  const std::string pass_code = random_digits(static_cast<std::size_t>(rules_.length));
  issued_[recipient.address] = {pass_code, now};
  return pass_code;
}

Verdict Passcodes::check(const Recipient& recipient, const std::string& pass_code) const {
  const auto found = issued_.find(recipient.address);
  if (found == issued_.end() || found->second.pass_code.empty()) return Verdict::kWrong;
  if (found->second.pass_code != pass_code) return Verdict::kWrong;
  const bool expired = clock_() - found->second.at >= lifetime(recipient.medium);
  return expired ? Verdict::kExpired : Verdict::kRight;
}

Verdict Passcodes::use(const Recipient& recipient, const std::string& pass_code) {
  const Verdict verdict = check(recipient, pass_code);
  const auto found = issued_.find(recipient.address);
  if (found == issued_.end()) return verdict;
  Issued& issued = found->second;
  const bool burned = verdict == Verdict::kWrong && ++issued.wrong_tries >= rules_.tries;
  if (burned || verdict == Verdict::kRight) issued.pass_code.clear();
  return verdict;
}

Milliseconds Passcodes::lifetime(Medium medium) const {
  return seconds(medium == Medium::kEmail ? rules_.email_lifetime_s : rules_.sms_lifetime_s);
}

}  // namespace emulator
