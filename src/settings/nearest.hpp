// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_NEAREST_HPP
#define SPAREKEY_SETTINGS_NEAREST_HPP

#include "sparekey/types.hpp"

namespace sparekey {

/// Remembers which of the names offered a person most likely meant by `typed`.
class Nearest {
 public:
  explicit Nearest(Text typed) : typed_(typed), distance_((typed.size() + 2) / 3 + 1) {}

  void offer(Text name);

  /// Empty if none comes near.
  Text name() const { return name_; }

 private:
  const Text typed_;
  size_t distance_;  // of what was found; at first, one too far
  Text name_;
};

}  // namespace sparekey

#endif
