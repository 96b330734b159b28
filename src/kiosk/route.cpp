// SPDX-License-Identifier: Apache-2.0
#include "kiosk/route.hpp"

namespace sparekey::kiosk {
namespace {

struct Row {
  const char* path;
  Route route;
  bool is_post;
};

constexpr Row kRows[] = {
    {"/", Route::home, false},
    {"/send", Route::send, true},
    {"/code", Route::code, false},
    {"/verify", Route::verify, true},
    {"/password", Route::password, false},
    {"/reset", Route::reset, true},
    {"/done", Route::done, false},
    {"/start-over", Route::start_over, true},
    {"/stay", Route::stay, true},
    {"/style.css", Route::style_css, false},
    {"/app.js", Route::app_js, false},
    {"/health", Route::health, false},
};

// Not covered: the compiler runs it.
constexpr bool is_complete() {
  for (size_t i = 0; i < sizeof kRows / sizeof *kRows; ++i)
    if (static_cast<size_t>(kRows[i].route) != i) return false;
  return sizeof kRows / sizeof *kRows == static_cast<size_t>(Route::count);
}
static_assert(is_complete(), "a row for each route, in their order");

const Row& row(Route route) { return kRows[static_cast<size_t>(route)]; }

}  // namespace

Route find_route(Text path) {
  for (const Row& row : kRows)
    if (equal(path, row.path)) return row.route;
  return Route::count;
}

Text path_of(Route route) { return row(route).path; }

Method read_method(Text method) {
  if (equal(method, "GET")) return Method::get;
  if (equal(method, "HEAD")) return Method::head;
  if (equal(method, "POST")) return Method::post;
  return Method::other;
}

Text allowed_methods(Route route) { return row(route).is_post ? "POST" : "GET, HEAD"; }

bool allows(Route route, Method method) {
  if (row(route).is_post) return method == Method::post;
  return method == Method::get || method == Method::head;
}

}  // namespace sparekey::kiosk
