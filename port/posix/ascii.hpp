// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_POSIX_ASCII_HPP
#define SPAREKEY_PORT_POSIX_ASCII_HPP

namespace sparekey::posix {

// libc's tolower depends on the locale; host names do not.
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline bool same_name(const char* a, const char* b) {
  while (*a != '\0' && to_lower(*a) == to_lower(*b)) {
    ++a;
    ++b;
  }
  return *a == *b;
}

}  // namespace sparekey::posix

#endif
