// SPDX-License-Identifier: Apache-2.0
#include "settings/nearest.hpp"

#include "base/text.hpp"

namespace sparekey {
namespace {

constexpr size_t kLongest = 24;

size_t least(size_t a, size_t b) { return a < b ? a : b; }

bool same(Text a, size_t i, Text b, size_t j) { return to_lower(a[i]) == to_lower(b[j]); }

// How many slips lead from `a` to `b`, or to a beginning of `b`, which counts as one more: a letter
// too many, too few, wrong, or two neighbours swapped ("optimal string alignment"). Neither may be
// longer than kLongest.
size_t slips(Text a, Text b) {
  // Row i holds the distances of a's first i characters from each beginning of b; three rows do.
  uint8_t rows[3][kLongest + 1] = {};
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<uint8_t>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    uint8_t* const now = rows[i % 3];
    const uint8_t* const before = rows[(i + 2) % 3];
    const uint8_t* const before_that = rows[(i + 1) % 3];
    now[0] = static_cast<uint8_t>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t best = before[j - 1] + (same(a, i - 1, b, j - 1) ? 0U : 1U);
      best = least(best, least(before[j], now[j - 1]) + 1U);
      if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1))
        best = least(best, before_that[j - 2] + 1U);
      now[j] = static_cast<uint8_t>(best);
    }
  }
  const uint8_t* const last = rows[a.size() % 3];
  size_t best = last[b.size()];
  for (size_t j = 0; j < b.size(); ++j)  // "send" for send-code, "--passwrd" for --password-file
    if (last[j] + 1U <= a.size() / 3) best = least(best, last[j] + 1U);
  return best;
}

}  // namespace

void Nearest::offer(Text name) {
  if (typed_.size() > kLongest || name.size() > kLongest) return;
  const size_t distance = slips(typed_, name);
  if (distance >= distance_) return;
  distance_ = distance;
  name_ = name;
}

}  // namespace sparekey
