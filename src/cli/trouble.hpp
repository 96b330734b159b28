// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_TROUBLE_HPP
#define SPAREKEY_CLI_TROUBLE_HPP

#include "sparekey/error.hpp"
#include "words/words.hpp"

namespace sparekey::cli {

/// What the command itself finds wrong, before the library is asked.
struct [[nodiscard]] Trouble {
  Code code = Code::ok;
  Text subject;  ///< An option or a variable; never its value.
  Word reason = Word::none;

  bool any() const { return code != Code::ok; }
};

inline Trouble bad_argument(Text subject, Word reason) {
  return {Code::bad_argument, subject, reason};
}

}  // namespace sparekey::cli

#endif
