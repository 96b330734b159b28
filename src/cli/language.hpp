// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_LANGUAGE_HPP
#define SPAREKEY_CLI_LANGUAGE_HPP

#include "sparekey/client.hpp"

namespace sparekey::cli {

/// Reads "zh-CN", "en-US", "zh-TW" or "ja-JP", in either case (BCP 47).
bool parse_language(const char* tag, Language* out);

/// What LC_ALL, LC_MESSAGES or LANG says, the first that is set; English where none is.
Language locale_language();

inline bool is_chinese(Language language) {
  return language == Language::zh_cn || language == Language::zh_tw;
}

}  // namespace sparekey::cli

#endif
