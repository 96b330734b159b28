// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_TROUBLE_HPP
#define SPAREKEY_CLI_TROUBLE_HPP

#include "cli/output.hpp"
#include "sparekey/error.hpp"
#include "words/words.hpp"

namespace sparekey::cli {

/// What the command itself finds wrong, before the library is asked.
struct [[nodiscard]] Trouble {
  Code code = Code::ok;
  Text subject;  ///< An option or a variable; never its value.
  Word reason = Word::none;
  Text nearest = {};           ///< What was probably meant.
  const char* file = nullptr;  ///< The file it is about.

  bool any() const { return code != Code::ok; }
};

/// Writes it without a full stop; `put` makes other people's text fit for where it goes.
void put_trouble(UiLanguage language, const Trouble& trouble, void (*put)(Text, Output&),
                 Output& out);

inline Trouble bad_argument(Text subject, Word reason) {
  return {Code::bad_argument, subject, reason};
}

}  // namespace sparekey::cli

#endif
