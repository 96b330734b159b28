// SPDX-License-Identifier: Apache-2.0
#include "settings/language.hpp"

#include <string.h>

#include "base/text.hpp"
#include "settings/environment.hpp"

namespace sparekey {
namespace {

struct Row {
  const char* tag;
  Language language;
};
constexpr Row kTags[] = {{"zh-CN", Language::zh_cn}, {"en-US", Language::en_us},
                         {"zh-TW", Language::zh_tw}, {"ja-JP", Language::ja_jp},
                         {"zh", Language::zh_cn},    {"en", Language::en_us},
                         {"ja", Language::ja_jp}};

// By how a locale's name begins; the first that fits.
constexpr Row kLocales[] = {{"zh_TW", Language::zh_tw},
                            {"zh_HK", Language::zh_tw},
                            {"zh_MO", Language::zh_tw},
                            {"zh", Language::zh_cn},
                            {"ja", Language::ja_jp}};

bool is_name_of_utf8(Text charset) {
  return equal_ignoring_case(charset, "UTF-8") || equal_ignoring_case(charset, "UTF8");
}

// Of LANGUAGE_COUNTRY.CHARSET@VARIANT. What has no dot names a charset only by being UTF-8's name.
Text charset_of(Text locale) {
  size_t end = 0;
  while (end < locale.size() && locale[end] != '@') ++end;
  size_t dot = 0;
  while (dot < end && locale[dot] != '.') ++dot;
  if (dot < end) return locale.substr(dot + 1, end - dot - 1);
  const Text whole = locale.substr(0, end);
  return is_name_of_utf8(whole) ? whole : Text();
}

// "zh_CN" and "zh-CN" are the same.
bool is_tag(Text given, Text tag) {
  if (given.size() != tag.size()) return false;
  for (size_t i = 0; i < tag.size(); ++i)
    if (to_lower(given[i] == '_' ? '-' : given[i]) != to_lower(tag[i])) return false;
  return true;
}

}  // namespace

bool parse_language(Text tag, Language* out) {
  size_t end = 0;
  while (end < tag.size() && tag[end] != '.') ++end;
  if (end < tag.size() && !is_name_of_utf8(tag.substr(end + 1))) return false;
  for (const Row& row : kTags) {
    if (!is_tag(tag.substr(0, end), row.tag)) continue;
    *out = row.language;
    return true;
  }
  return false;
}

Charset locale_charset() {
  constexpr const char* kVariables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (const char* variable : kVariables) {
    const char* locale = environment(variable);
    if (locale == nullptr) continue;
    const Text charset = charset_of(locale);
    if (charset.empty()) break;
    return is_name_of_utf8(charset) ? Charset::utf8 : Charset::other;
  }
  return Charset::unnamed;
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

}  // namespace sparekey
