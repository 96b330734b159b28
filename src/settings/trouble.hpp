// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_TROUBLE_HPP
#define SPAREKEY_SETTINGS_TROUBLE_HPP

#include "settings/output.hpp"
#include "sparekey/error.hpp"
#include "words/words.hpp"

namespace sparekey {

/// What the program itself finds wrong, before the library is asked.
struct [[nodiscard]] Trouble {
  Code code = Code::ok;
  Text subject;  ///< An option or a variable; never its value.
  Word reason = Word::none;
  Text nearest = {};           ///< What was probably meant.
  const char* file = nullptr;  ///< The file it is about.

  bool any() const { return code != Code::ok; }
};

/// What it comes to, on one line, made fit for a person.
void put_trouble_line(UiLanguage language, const Trouble& trouble, Output& out);

void put_line(UiLanguage language, Word word, Output& out);

/// Where to read more: of `command`, if it is not null.
void put_see_help(UiLanguage language, const char* command, Output& out);

/// Writes it without a full stop; `put` makes other people's text fit for where it goes.
void put_trouble(UiLanguage language, const Trouble& trouble, void (*put)(Text, Output&),
                 Output& out);

inline Trouble bad_argument(Text subject, Word reason) {
  return {Code::bad_argument, subject, reason};
}

}  // namespace sparekey

#endif
