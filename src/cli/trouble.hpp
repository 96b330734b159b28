// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_TROUBLE_HPP
#define SPAREKEY_CLI_TROUBLE_HPP

#include "sparekey/error.hpp"
#include "words.hpp"

namespace sparekey::cli {

/// What the command itself finds wrong, before the library is asked.
struct [[nodiscard]] Trouble {
  Code code = Code::ok;
  Text subject;  ///< What it is about: an option or a variable. Never what it was set to.
  Word reason = Word::none;

  bool any() const { return code != Code::ok; }
};

}  // namespace sparekey::cli

#endif
