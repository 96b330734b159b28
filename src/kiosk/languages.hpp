// SPDX-License-Identifier: Apache-2.0
// The languages of the pages, as HTTP and addresses name them.
#ifndef SPAREKEY_KIOSK_LANGUAGES_HPP
#define SPAREKEY_KIOSK_LANGUAGES_HPP

#include "sparekey/client.hpp"
#include "words/phrase.hpp"

namespace sparekey::kiosk {

/// "en-US" or "zh-CN", for Content-Language, `/?lang=` and the cookie.
Text tag_of(UiLanguage language);
bool read_tag(Text tag, UiLanguage* out);

/// The language the service writes its words in, for a page of that language.
Language service_language(UiLanguage language);

/// The one of ours that Accept-Language (RFC 9110 section 12.5.4) likes best; `otherwise` if it
/// names none.
UiLanguage accepted_language(Text field, UiLanguage otherwise);

}  // namespace sparekey::kiosk

#endif
