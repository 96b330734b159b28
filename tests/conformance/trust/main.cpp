// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "figures.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const int status = RUN_ALL_TESTS();
  sparekey::test::print_figures();
  return status;
}
