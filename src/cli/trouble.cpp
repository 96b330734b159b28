// SPDX-License-Identifier: Apache-2.0
#include "cli/trouble.hpp"

namespace sparekey::cli {

void put_trouble(UiLanguage language, const Trouble& trouble, void (*put)(Text, Output&),
                 Output& out) {
  put(trouble.subject, out);
  if (!trouble.subject.empty()) put(" ", out);
  put(say(language, trouble.reason), out);
  if (trouble.file != nullptr) {
    put(say(language, Word::file_open), out);
    put(trouble.file, out);
    put(say(language, Word::file_close), out);
  }
  if (!trouble.nearest.empty()) {
    put(say(language, Word::did_you_mean), out);
    put(trouble.nearest, out);
    put(say(language, Word::question_mark), out);
  }
}

}  // namespace sparekey::cli
