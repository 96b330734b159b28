// SPDX-License-Identifier: Apache-2.0
// What a build was made without is not tested in it; left_out_test.cpp tests that it is refused.
#ifndef SPAREKEY_SUPPORT_NEEDS_HPP
#define SPAREKEY_SUPPORT_NEEDS_HPP

#include <gtest/gtest.h>

#include "sparekey/options.hpp"

// At the beginning of a test, or of a fixture's SetUp().
#define NEEDS(option) \
  if (!(option)) GTEST_SKIP() << #option " is off in this build"

#endif
