// SPDX-License-Identifier: Apache-2.0
// What a command came to, ready to be told in words or in JSON.
#ifndef SPAREKEY_CLI_OUTCOME_HPP
#define SPAREKEY_CLI_OUTCOME_HPP

#include "settings/trouble.hpp"
#include "sparekey/client.hpp"

namespace sparekey::cli {

struct Outcome {
  Result result;
  Trouble trouble;  ///< in the command's own words, if the library was not asked

  // Filled in by the command that asks for it. The texts live in the client's memory.
  SystemAnswer system;
  CheckCodeAnswer check;
  VerifyAnswer verify;
  /// The refusal came with `data`, which is told as well.
  bool refused_with_data = false;

  static Outcome of(const Trouble& trouble) {
    Outcome outcome;
    outcome.trouble = trouble;
    outcome.result.code = trouble.code;
    outcome.result.advice = advice_for(trouble.code, Delivery::not_sent);
    return outcome;
  }
  static Outcome of(Code code) { return of(Trouble{code, {}, Word::none}); }
};

}  // namespace sparekey::cli

#endif
