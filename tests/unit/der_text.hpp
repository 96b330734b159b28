// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_UNIT_DER_TEXT_HPP
#define SPAREKEY_UNIT_DER_TEXT_HPP

#include <string>

namespace sparekey::test {

// DER, element by element.
inline std::string element(int tag, const std::string& contents) {
  std::string size(1, static_cast<char>(contents.size()));
  if (contents.size() > 255)
    size = {static_cast<char>(0x82), static_cast<char>(contents.size() >> 8), size[0]};
  else if (contents.size() > 127)
    size.insert(size.begin(), static_cast<char>(0x81));
  return static_cast<char>(tag) + size + contents;
}
inline std::string sequence(const std::string& contents) { return element(0x30, contents); }

}  // namespace sparekey::test

#endif
