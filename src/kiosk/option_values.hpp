// SPDX-License-Identifier: Apache-2.0
// Values of options that say where browsers come from and go.
#ifndef SPAREKEY_KIOSK_OPTION_VALUES_HPP
#define SPAREKEY_KIOSK_OPTION_VALUES_HPP

#include "kiosk/settings.hpp"
#include "words/words.hpp"

namespace sparekey::kiosk {

/// "127.0.0.1:PORT", "[::1]:PORT" or "unix:PATH". Word::none, or what is wrong with it.
Word read_listen(const char* value, Listen* out);

/// Adds "http://HOST[:PORT]" or the same with https to the origins, as browsers write it: in small
/// letters, without a port that goes without saying. `value` is changed in place. Word::none, or
/// what is wrong with it.
Word add_origin(char* value, Settings* out);

/// An address of http or https, or a path of this server. No script, and no other server's path.
bool is_done_url(Text value);

}  // namespace sparekey::kiosk

#endif
