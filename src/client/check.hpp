// SPDX-License-Identifier: Apache-2.0
// What the caller gave, before anything is done with it. Null, or a detail: what cannot be used.
#ifndef SPAREKEY_CLIENT_CHECK_HPP
#define SPAREKEY_CLIENT_CHECK_HPP

#include "base/origin.hpp"
#include "client/order.hpp"

namespace sparekey {

const char* check(const Config& config, const Port& port, Origin* origin, Origin* target,
                  Origin* proxy);

const char* check(const Order& order);

}  // namespace sparekey

#endif
