// SPDX-License-Identifier: Apache-2.0
#include "settings/trouble.hpp"

#include "settings/option.hpp"
#include "settings/printable.hpp"

namespace sparekey {

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

void put_line(UiLanguage language, Word word, Output& out) {
  out.put(say(language, word));
  out.put('\n');
}

void put_trouble_line(UiLanguage language, const Trouble& trouble, Output& out) {
  put_trouble(language, trouble, put_printable, out);
  // A question has its own mark.
  put_line(language, trouble.nearest.empty() ? Word::full_stop : Word::none, out);
}

void put_see_help(UiLanguage language, const char* command, Output& out) {
  out.put(say(language, Word::see));
  out.put(kProgram.name);
  out.put(command == nullptr ? " --help" : " help ");
  if (command != nullptr) out.put(command);
  put_line(language, Word::full_stop, out);
}

}  // namespace sparekey
