// SPDX-License-Identifier: Apache-2.0
#include "words/page_words.hpp"

#include "words/packed.hpp"
#include "words/page_word_rows.hpp"

// A code without words must not compile, whatever warnings a build asks for.
#pragma GCC diagnostic error "-Wswitch"

namespace sparekey {
namespace {

constexpr size_t kTexts = static_cast<size_t>(PageWord::count);

// Not covered: the compiler runs it.
constexpr Texts<kTexts> gather(UiLanguage language) {
  Texts<kTexts> texts{};
  texts.at[0] = "";
  for (size_t i = 1; i < kTexts; ++i)
    texts.at[i] =
        language == UiLanguage::chinese ? kPageWords[i - 1].chinese : kPageWords[i - 1].english;
  return texts;
}

// Not covered: the compiler runs it.
constexpr bool fit(const Texts<kTexts>& texts) {
  for (const char* text : texts.at)
    if (Text(text).size() > kPageWordBytes) return false;
  return true;
}

constexpr Texts<kTexts> kEnglish = gather(UiLanguage::english);
constexpr Texts<kTexts> kChinese = gather(UiLanguage::chinese);
static_assert(fit(kEnglish) && fit(kChinese), "there is room for each");

constexpr packing::Code kEnglishCode = packing::make_code(kEnglish);
constexpr packing::Code kChineseCode = packing::make_code(kChinese);
static_assert(kEnglishCode.fits() && kChineseCode.fits(), "");
constexpr auto kPackedEnglish = pack<kEnglishCode.count, kEnglishCode.bits>(kEnglish, kEnglishCode);
constexpr auto kPackedChinese = pack<kChineseCode.count, kChineseCode.bits>(kChinese, kChineseCode);

}  // namespace

size_t unpack_page_word(UiLanguage language, PageWord word, char* out) {
  const PackedTexts packed =
      language == UiLanguage::chinese ? kPackedChinese.texts_in() : kPackedEnglish.texts_in();
  return unpack(packed, static_cast<size_t>(word), out, kPageWordBytes);
}

PageWords page_words(Code code) {
  using W = PageWord;
  switch (code) {
    case Code::ok:
      return {W::none, W::none};
    case Code::passcode_rejected:
      return {W::code_wrong, W::code_wrong_do};
    case Code::passcode_expired:
      return {W::code_expired, W::code_expired_do};
    case Code::too_soon:
      return {W::too_soon, W::too_soon_do};
    case Code::too_many_requests:
      return {W::too_many, W::too_many_do};
    case Code::account_not_found:
      return {W::no_account, W::no_account_do};
    case Code::bad_recipient:
      return {W::account_refused, W::account_refused_do};
    case Code::account_locked:
      return {W::account_locked, W::account_locked_do};
    case Code::captcha_required:
    case Code::app_rejected:
    case Code::not_permitted:
      return {W::not_here, W::tell_the_people};
    case Code::refused:
      return {W::refused, W::refused_do};
    case Code::password_too_weak:
      return {W::password_weak, W::password_weak_do};
    case Code::password_reused:
      return {W::password_reused, W::password_reused_do};
    case Code::password_too_long:
      return {W::password_long, W::password_long_do};
    case Code::token_rejected:
      return {W::token_over, W::token_over_do};
    case Code::delivery_failed:
      return {W::not_delivered, W::not_delivered_do};
    case Code::service_fault:
      return {W::service_away, W::service_away_do};
    case Code::name_not_resolved:
    case Code::connect_failed:
    case Code::proxy_refused:
      return {W::no_connection, W::no_connection_do};
    case Code::timed_out:
      return {W::no_answer, W::again_do};
    case Code::connection_lost:
    case Code::truncated:
      return {W::connection_broke, W::again_do};
    case Code::clock_not_set:
      return {W::clock_wrong, W::unsafe_do};
    case Code::certificate_untrusted:
    case Code::certificate_expired:
    case Code::certificate_not_yet_valid:
    case Code::certificate_name_mismatch:
    case Code::certificate_revoked:
    case Code::certificate_weak:
    case Code::certificate_rejected:
    case Code::pin_mismatch:
    case Code::handshake_failed:
      return {W::unsafe, W::unsafe_do};
    case Code::bad_http:
    case Code::http_status:
    case Code::redirected:
    case Code::answer_too_large:
    case Code::not_json:
    case Code::malformed_json:
    case Code::unexpected_shape:
      return {W::answer_unread, W::answer_unread_do};
    case Code::cancelled:
      return {W::stopped, W::again_do};
    case Code::out_of_memory:
    case Code::entropy_failed:
      return {W::device_full, W::device_full_do};
    case Code::bad_argument:
    case Code::unreadable_file:
    case Code::password_undecryptable:
    case Code::bad_key:
    case Code::buffer_too_small:
    case Code::encryption_failed:
      return {W::device_cannot, W::tell_the_people};
  }
  return {W::none, W::none};  // Not covered: each code has its case.
}

}  // namespace sparekey
