// SPDX-License-Identifier: Apache-2.0
// Secrets in a block of memory, however they are spelled.
#ifndef SPAREKEY_SWEEP_SECRETS_HPP
#define SPAREKEY_SWEEP_SECRETS_HPP

#include <string>
#include <utility>
#include <vector>

namespace sparekey::sweep {

class Secrets {
 public:
  void add(const std::string& value);
  // The first spelling that is in `memory`, or nothing.
  std::string found_in(const std::string& memory) const;

 private:
  std::vector<std::string> spellings_;
};

}  // namespace sparekey::sweep

#endif
