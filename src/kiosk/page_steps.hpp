// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_PAGE_STEPS_HPP
#define SPAREKEY_KIOSK_PAGE_STEPS_HPP

#include "kiosk/page.hpp"
#include "kiosk/page_trouble.hpp"

namespace sparekey::kiosk {

/// What stands below the summary.
void write_account(const View& view, const Trouble& trouble, Html* page);
void write_code(const View& view, const Trouble& trouble, Html* page);
void write_password(const View& view, const Trouble& trouble, Html* page);

/// The pages that only say something.
void write_notice(const View& view, Html* page);

PageWord heading_of(Screen screen);

/// When a page that only says something leads on by itself.
int64_t leaves_after_s(Screen screen);

}  // namespace sparekey::kiosk

#endif
