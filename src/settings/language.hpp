// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_LANGUAGE_HPP
#define SPAREKEY_SETTINGS_LANGUAGE_HPP

#include "sparekey/client.hpp"

namespace sparekey {

/// Reads zh-CN, en-US, zh-TW, ja-JP, in either case (BCP 47), and as locales write them; the
/// language alone is that of the first such country.
bool parse_language(Text tag, Language* out);

/// What LC_ALL, LC_CTYPE or LANG, the first that is set, says of the terminal's characters. By its
/// text: devices seldom have locales installed.
enum class Charset : uint8_t { unnamed, utf8, other };
Charset locale_charset();

/// What LC_ALL, LC_MESSAGES or LANG says, the first that is set; English if none is.
Language locale_language();

inline bool is_chinese(Language language) {
  return language == Language::zh_cn || language == Language::zh_tw;
}

}  // namespace sparekey

#endif
