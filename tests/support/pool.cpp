// SPDX-License-Identifier: Apache-2.0
#include "sparekey/pool.hpp"

namespace {

alignas(8) unsigned char pool[1024 * 1024];
const bool handed_over = sparekey::use_pool(pool, sizeof pool);

}  // namespace
