// SPDX-License-Identifier: Apache-2.0
// Why the service refuses, and what it then says in each language.
#ifndef SPAREKEY_EMULATOR_REFUSALS_HPP
#define SPAREKEY_EMULATOR_REFUSALS_HPP

#include <array>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace emulator {

enum class Language { kZhCn, kEnUs, kJaJp, kZhTw };

// The value of x-authing-lang; what is not known is zh-CN.
Language language_named(std::string_view tag);

// In the order of Language.
struct Text {
  std::array<const char*, 4> in;
  const char* operator[](Language language) const { return in[static_cast<std::size_t>(language)]; }
};

struct Refusal {
  int status_code;
  std::optional<int> api_code;
  Text text;
};

extern const Text kSucceeded;
extern const Refusal kBadArgument;
extern const Refusal kNotFound;
extern const Refusal kTooLarge;
extern const Refusal kServerFault;
extern const Refusal kAppUnknown;
extern const Refusal kTooManyRequests;
extern const Refusal kCaptchaWanted;
extern const Refusal kCodeWrong;
extern const Refusal kCodeExpired;
extern const Refusal kAccountUnknown;
extern const Refusal kAccountLocked;
extern const Refusal kPasswordTooWeak;
extern const Refusal kPasswordUsedBefore;
extern const Refusal kPasswordUndecryptable;
extern const Refusal kEmailMalformed;
extern const Refusal kPhoneMalformed;
extern const Refusal kEmailTooSoon;
extern const Refusal kSmsTooSoon;
extern const Refusal kTokenInvalid;
extern const Refusal kSignInRefused;
extern const Refusal kRefused;  // when nothing else says more

// The one with this apiCode, or kRefused.
const Refusal& refusal_with(std::optional<int> api_code);

class Refused : public std::exception {
 public:
  // `detail` is put behind the text: the name of the member that is wrong.
  explicit Refused(const Refusal& refusal, std::string detail = {})
      : refusal_(refusal), detail_(std::move(detail)) {}

  const Refusal& refusal() const { return refusal_; }
  const std::string& detail() const { return detail_; }
  const char* what() const noexcept override { return refusal_.text[Language::kEnUs]; }

 private:
  Refusal refusal_;
  std::string detail_;
};

}  // namespace emulator

#endif
