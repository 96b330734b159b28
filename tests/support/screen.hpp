// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_SUPPORT_SCREEN_HPP
#define SPAREKEY_TESTS_SUPPORT_SCREEN_HPP

#include <string>

namespace support {

// The lines a person ends up seeing after these bytes went to a terminal: carriage return,
// backspace and "erase the rest of the line" are followed, bells are not heard. Throws on any other
// control.
std::string screen(const std::string& bytes);

// The same with every time such as 4:59 as M:SS.
std::string without_times(const std::string& text);

}  // namespace support

#endif
