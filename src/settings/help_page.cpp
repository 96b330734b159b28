// SPDX-License-Identifier: Apache-2.0
#include "settings/help_page.hpp"

#include "words/words.hpp"

namespace sparekey {
namespace {

// The column in which what stands on the left is explained.
constexpr size_t kColumn = 28;
constexpr Text kBlanks = "                            ";
static_assert(kBlanks.size() == kColumn, "");

constexpr Text kBeforeLetter = ", -";

}  // namespace

void HelpPage::line(HelpText text) {
  put(say(language_, text));
  put('\n');
}

void HelpPage::heading(HelpText text) {
  put('\n');
  line(text);
}

void HelpPage::options(HelpText group, HelpText heading_text, unsigned works_with) {
  bool any = false;
  for (const OptionRow& option : kProgram) {
    // Not covered: in a build without the option, which tests/package/options makes.
    if (!option.is_built()) {
      continue;
    }
    if (option.group != group || !option.belongs_to(works_with)) continue;
    if (!any) heading(heading_text);
    any = true;
    begin_entry(option.name, option.argument);
    if (option.letter != '\0') {
      put(kBeforeLetter);
      put(option.letter);
      left_ += kBeforeLetter.size() + 1;
    }
    explain(say(language_, option.about), option.variable);
  }
}

void HelpPage::begin_entry(Text name, const char* argument) {
  put("  ");
  put(name);
  left_ = 2 + name.size();
  if (argument == nullptr) return;
  put(' ');
  put(argument);
  left_ += 1 + Text(argument).size();
}

void HelpPage::explain(Text text, const char* variable) {
  if (left_ + 2 > kColumn) {
    put('\n');
    left_ = 0;
  }
  put(kBlanks.substr(left_));
  for (const char c : text) {
    put(c);
    if (c == '\n') put(kBlanks);
  }
  if (variable != nullptr) {
    put(say(language_, Word::bracket_open));
    put(variable);
    put(say(language_, Word::bracket_close));
  }
  put('\n');
}

}  // namespace sparekey
