// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_COLUMNS_HPP
#define SPAREKEY_SETTINGS_COLUMNS_HPP

#include "sparekey/types.hpp"

namespace sparekey {

/// Columns that it takes on a terminal: two for a character of Chinese, Japanese or Korean, none
/// for an accent put on the one before.
size_t columns_of(Text text);

}  // namespace sparekey

#endif
