// SPDX-License-Identifier: Apache-2.0
// What there is to ask for.
#ifndef SPAREKEY_KIOSK_ROUTE_HPP
#define SPAREKEY_KIOSK_ROUTE_HPP

#include "sparekey/types.hpp"

namespace sparekey::kiosk {

enum class Route : uint8_t {
  home,
  send,
  code,
  verify,
  password,
  reset,
  done,
  start_over,
  stay,
  style_css,
  app_js,
  health,
  count  ///< nothing of ours
};

enum class Method : uint8_t { get, head, post, other };

/// `path` without its query; Route::count if there is no such thing.
Route find_route(Text path);
Text path_of(Route route);

Method read_method(Text method);
/// The field Allow.
Text allowed_methods(Route route);
bool allows(Route route, Method method);

}  // namespace sparekey::kiosk

#endif
