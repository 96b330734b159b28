// SPDX-License-Identifier: Apache-2.0
// Which services the environment wants reached without its proxy.
#ifndef SPAREKEY_SETTINGS_NO_PROXY_HPP
#define SPAREKEY_SETTINGS_NO_PROXY_HPP

#include "sparekey/types.hpp"

namespace sparekey {

/// Whether `list`, the value of `no_proxy`, names the service at `host` (as `--host` has it).
/// Entries stand between commas or blanks. `*` is every host; a name, with a dot before it or
/// without, is itself and all names below it; an IP address, an IPv6 one in brackets or not, is
/// itself. `:PORT` behind an entry limits it to that port; an IPv6 address needs its brackets then.
bool is_in_no_proxy(Text host, Text list);

}  // namespace sparekey

#endif
