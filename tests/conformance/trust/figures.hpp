// SPDX-License-Identifier: Apache-2.0
// What the tables came to, for the last lines of the program; and each verdict, for `generations`.
#ifndef SPAREKEY_CONFORMANCE_FIGURES_HPP
#define SPAREKEY_CONFORMANCE_FIGURES_HPP

#include <string>

#include "sparekey/error.hpp"

namespace sparekey::test {

// One run of a row; `row` is its name, and how it was run.
void count(const std::string& table, const std::string& row, Code code);
// Runs of text that was cut or changed, which has no row.
void count_changed(const std::string& table, size_t runs);

void print_figures();

}  // namespace sparekey::test

#endif
