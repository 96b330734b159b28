// SPDX-License-Identifier: Apache-2.0
#include "kiosk/languages.hpp"

#include "base/text.hpp"

namespace sparekey::kiosk {
namespace {

Text without_blanks(Text text) {
  while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text = text.substr(1);
  while (!text.empty() && (text[text.size() - 1] == ' ' || text[text.size() - 1] == '\t'))
    text = text.substr(0, text.size() - 1);
  return text;
}

// What stands before `c`; takes it and `c` off `*rest`.
Text cut(Text* rest, char c) {
  size_t end = 0;
  while (end < rest->size() && (*rest)[end] != c) ++end;
  const Text piece = rest->substr(0, end);
  *rest = end < rest->size() ? rest->substr(end + 1) : Text();
  return without_blanks(piece);
}

// "0.7" in thousandths, 0 to 1000; -1: it is no weight.
int read_weight(Text text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  int thousandths = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return -1;
  int unit = 100;
  for (size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (!is_digit(text[i])) return -1;
    thousandths += (text[i] - '0') * unit;
  }
  return thousandths <= 1000 ? thousandths : -1;
}

// Of a language whatever the country and the script: a page that is nearly right can be read.
bool is_language(Text range, Text primary) {
  if (range.size() < 2 || !equal_ignoring_case(range.substr(0, 2), primary)) return false;
  return range.size() == 2 || range[2] == '-';
}

}  // namespace

Text tag_of(UiLanguage language) { return language == UiLanguage::chinese ? "zh-CN" : "en-US"; }

bool read_tag(Text tag, UiLanguage* out) {
  constexpr UiLanguage kAll[] = {UiLanguage::english, UiLanguage::chinese};
  for (const UiLanguage language : kAll) {
    if (!equal_ignoring_case(tag, tag_of(language))) continue;
    *out = language;
    return true;
  }
  return false;
}

Language service_language(UiLanguage language) {
  return language == UiLanguage::chinese ? Language::zh_cn : Language::en_us;
}

UiLanguage accepted_language(Text field, UiLanguage otherwise) {
  UiLanguage best = otherwise;
  int best_weight = 0;
  while (!field.empty()) {
    Text range_and_weight = cut(&field, ',');
    const Text range = cut(&range_and_weight, ';');
    int weight = 1000;
    while (!range_and_weight.empty()) {
      const Text parameter = cut(&range_and_weight, ';');
      if (parameter.size() >= 2 && to_lower(parameter[0]) == 'q' && parameter[1] == '=')
        weight = read_weight(parameter.substr(2));
    }
    if (weight <= best_weight) continue;
    if (is_language(range, "zh")) {
      best = UiLanguage::chinese;
    } else if (is_language(range, "en")) {
      best = UiLanguage::english;
    } else {
      continue;
    }
    best_weight = weight;
  }
  return best;
}

}  // namespace sparekey::kiosk
