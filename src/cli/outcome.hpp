// SPDX-License-Identifier: Apache-2.0
// What a command came to, ready to be told in words or in JSON.
#ifndef SPAREKEY_CLI_OUTCOME_HPP
#define SPAREKEY_CLI_OUTCOME_HPP

#include "output.hpp"
#include "settings.hpp"

namespace sparekey::cli {

struct Outcome {
  Result result;
  Trouble trouble;  ///< in the command's own words, where the library was not asked

  // Filled in by the command that asks for it. The texts live in the client's memory.
  SystemAnswer system;
  CheckCodeAnswer check;
  bool has_check = false;
  VerifyAnswer verify;

  static Outcome of(const Trouble& trouble) {
    Outcome outcome;
    outcome.trouble = trouble;
    outcome.result.code = trouble.code;
    outcome.result.advice = advice_for(trouble.code, Delivery::not_sent);
    return outcome;
  }
};

/// The exit status, as --help lists them.
int exit_status(const Result& result);

void report_in_json(const Settings& settings, const Outcome& outcome, Output& out);

/// Success on `out`, failure on `error`.
void report_in_words(const Settings& settings, const Outcome& outcome, Output& out, Output& error);

/// The service's message with its numbers, and whether the service may have acted; for a person.
void put_answer_in_words(Tongue tongue, const Result& result, Output& out);

}  // namespace sparekey::cli

#endif
