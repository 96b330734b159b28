// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SUPPORT_CASE_NAME_HPP
#define SPAREKEY_SUPPORT_CASE_NAME_HPP

#include <gtest/gtest.h>

#include <string>

namespace sparekey::test {

// Names the cases of a table after their member `name`.
template <typename Case>
std::string case_name(const testing::TestParamInfo<Case>& one) {
  return one.param.name;
}

}  // namespace sparekey::test

#endif
