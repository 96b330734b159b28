// SPDX-License-Identifier: Apache-2.0
// The files of src/kiosk/pages, put into the program by the build.
#ifndef SPAREKEY_KIOSK_ASSETS_HPP
#define SPAREKEY_KIOSK_ASSETS_HPP

#include "sparekey/types.hpp"

namespace sparekey::kiosk {

Text style_css();
Text app_js();

}  // namespace sparekey::kiosk

#endif
