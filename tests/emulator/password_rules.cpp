// SPDX-License-Identifier: Apache-2.0
#include "password_rules.hpp"

#include <algorithm>

namespace emulator {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_other(char c) { return !is_lower(c) && !is_upper(c) && !is_digit(c); }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

bool is_strong_enough(const PasswordConfig& rules, const std::string& password) {
  const auto length = std::count_if(password.begin(), password.end(), begins_character);
  int classes = 0;
  for (const auto of_class : {is_lower, is_upper, is_digit, is_other})
    if (std::any_of(password.begin(), password.end(), of_class)) ++classes;
  return length >= rules.min_length && classes >= rules.min_classes;
}

}  // namespace emulator
