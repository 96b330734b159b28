// SPDX-License-Identifier: Apache-2.0
#include "settings/option.hpp"

namespace sparekey {

const OptionRow& row(Option option) {
  const OptionRow* at = kProgram.first_option;
  while (at->option != option) ++at;
  return *at;
}

}  // namespace sparekey
