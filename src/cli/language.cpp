// SPDX-License-Identifier: Apache-2.0
#include "cli/language.hpp"

#include <string.h>
#include <strings.h>

#include "cli/environment.hpp"

namespace sparekey::cli {
namespace {

struct Row {
  const char* tag;
  Language language;
};
constexpr Row kTags[] = {{"zh-CN", Language::zh_cn},
                         {"en-US", Language::en_us},
                         {"zh-TW", Language::zh_tw},
                         {"ja-JP", Language::ja_jp}};

// By how a locale's name begins; the first that fits.
constexpr Row kLocales[] = {{"zh_TW", Language::zh_tw},
                            {"zh_HK", Language::zh_tw},
                            {"zh_MO", Language::zh_tw},
                            {"zh", Language::zh_cn},
                            {"ja", Language::ja_jp}};

}  // namespace

bool parse_language(const char* tag, Language* out) {
  for (const Row& row : kTags) {
    if (strcasecmp(row.tag, tag) != 0) continue;
    *out = row.language;
    return true;
  }
  return false;
}

Language locale_language() {
  constexpr const char* kVariables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (const char* variable : kVariables) {
    const char* locale = environment(variable);
    if (locale == nullptr) continue;
    for (const Row& row : kLocales)
      if (strncmp(locale, row.tag, strlen(row.tag)) == 0) return row.language;
    break;
  }
  return Language::en_us;
}

}  // namespace sparekey::cli
