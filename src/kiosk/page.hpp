// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_PAGE_HPP
#define SPAREKEY_KIOSK_PAGE_HPP

#include "base/writer.hpp"
#include "kiosk/view.hpp"

namespace sparekey::kiosk {

/// No page is larger, whatever it shows.
constexpr size_t kMaxPageBytes = 12288;

/// So much of each text is shown, and no more. An e-mail address has at most 254 bytes.
constexpr size_t kMaxAccountBytes = 320;
constexpr size_t kMaxCountryBytes = 16;
constexpr size_t kMaxTitleBytes = 120;
constexpr size_t kMaxUrlBytes = 512;
constexpr size_t kMaxFormBytes = 128;

/// Writes the page as HTML in UTF-8.
void write_page(const View& view, Writer* out);

}  // namespace sparekey::kiosk

#endif
