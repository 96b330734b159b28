// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_PAGE_HPP
#define SPAREKEY_KIOSK_PAGE_HPP

#include "base/writer.hpp"
#include "kiosk/view.hpp"

namespace sparekey::kiosk {

/// No page is larger, whatever it shows.
constexpr size_t kMaxPageBytes = 12288;

/// Writes the page as HTML in UTF-8.
void write_page(const View& view, Writer* out);

}  // namespace sparekey::kiosk

#endif
