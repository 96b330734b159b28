// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_HELP_HPP
#define SPAREKEY_KIOSK_HELP_HPP

#include "settings/output.hpp"
#include "words/phrase.hpp"

namespace sparekey::kiosk {

void put_help(UiLanguage language, Output& out);

}  // namespace sparekey::kiosk

#endif
