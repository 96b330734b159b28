// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_UNIT_TO_STRING_HPP
#define SPAREKEY_TESTS_UNIT_TO_STRING_HPP

#include <string>

#include "sparekey/types.hpp"

namespace sparekey {

inline std::string to_string(Text text) {
  return std::string(text.data() == nullptr ? "" : text.data(), text.size());
}

}  // namespace sparekey

#endif
