// SPDX-License-Identifier: Apache-2.0
// The three parts of a Result in one value that GoogleTest can compare and print.
#ifndef SPAREKEY_SUPPORT_OUTCOME_HPP
#define SPAREKEY_SUPPORT_OUTCOME_HPP

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "sparekey/error.hpp"

namespace sparekey {

inline std::string str(Text text) { return std::string(std::string_view(text)); }

inline std::ostream& operator<<(std::ostream& out, Code code) { return out << str(name(code)); }

namespace test {

using sparekey::str;

struct Outcome {
  Code code;
  Delivery delivery;
  Advice advice;
};

inline bool operator==(const Outcome& a, const Outcome& b) {
  return a.code == b.code && a.delivery == b.delivery && a.advice == b.advice;
}

inline std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << str(name(outcome.code)) << " / " << str(name(outcome.delivery)) << " / "
             << str(name(outcome.advice));
}

inline Outcome outcome(const Result& result) {
  return {result.code, result.delivery, result.advice};
}

inline Outcome success() { return {Code::ok, Delivery::answered, Advice::none}; }

// What a call that ended like this must advise and claim.
inline Outcome expected(Code code, Delivery delivery, Advice advice) {
  return {code, delivery, advice};
}

}  // namespace test
}  // namespace sparekey

#endif
