// SPDX-License-Identifier: Apache-2.0
// The parts of which a program's --help is made.
#ifndef SPAREKEY_SETTINGS_HELP_PAGE_HPP
#define SPAREKEY_SETTINGS_HELP_PAGE_HPP

#include "settings/option.hpp"
#include "settings/output.hpp"

namespace sparekey {

class HelpPage {
 public:
  /// `put_fit` makes the page's text fit for where it goes.
  HelpPage(UiLanguage language, void (*put_fit)(Text, Output&), Output& out)
      : language_(language), put_fit_(put_fit), out_(out) {}

  void put(Text text) { put_fit_(text, out_); }
  void put(char c) { put(Text(&c, 1)); }
  void line(HelpText text);
  void heading(HelpText text);

  /// The options of a group that belong to what works with that; none, and no heading, if there is
  /// none.
  void options(HelpText group, HelpText heading, unsigned works_with);

  /// What stands on the left, then what explains it.
  void begin_entry(Text name, const char* argument);
  void explain(Text text, const char* variable);

 private:
  const UiLanguage language_;
  void (*const put_fit_)(Text, Output&);
  Output& out_;
  size_t left_ = 0;  // columns of the entry that was begun
};

}  // namespace sparekey

#endif
