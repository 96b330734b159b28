// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_PAGE_TROUBLE_HPP
#define SPAREKEY_KIOSK_PAGE_TROUBLE_HPP

#include "kiosk/page_html.hpp"
#include "kiosk/view.hpp"

namespace sparekey::kiosk {

/// What a page has to say of the last try.
struct Trouble {
  PageWord happened = PageWord::none;  ///< the summary's heading; none: all is well
  PageWord to_do = PageWord::none;
  const char* field = nullptr;         ///< the one it is about
  PageWord at_field = PageWord::none;  ///< said there

  bool is_there() const { return happened != PageWord::none; }
  bool is_about(const char* name) const;
};
Trouble trouble_of(const View& view);

/// The summary, which takes the focus; nothing if all is well.
void write_trouble(const View& view, const Trouble& trouble, Html* page);

}  // namespace sparekey::kiosk

#endif
