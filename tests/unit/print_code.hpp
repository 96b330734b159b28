// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_UNIT_PRINT_CODE_HPP
#define SPAREKEY_TESTS_UNIT_PRINT_CODE_HPP

#include <ostream>
#include <string_view>

#include "sparekey/error.hpp"

namespace sparekey {

// GoogleTest prints a Code by its name.
inline void PrintTo(Code code, std::ostream* out) { *out << std::string_view(name(code)); }

}  // namespace sparekey

#endif
