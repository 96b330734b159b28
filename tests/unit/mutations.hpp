// SPDX-License-Identifier: Apache-2.0
// Texts that are nearly right: a good one with up to three pieces taken out, doubled or replaced.
#ifndef SPAREKEY_UNIT_MUTATIONS_HPP
#define SPAREKEY_UNIT_MUTATIONS_HPP

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

namespace sparekey::test {

// The same texts in each run.
class Mutations {
 public:
  explicit Mutations(unsigned seed) : random_(seed) {}

  size_t below(size_t limit) { return static_cast<size_t>(random_()) % limit; }

  // One of `seeds`, changed: `parts` are put in, and at most `longest` bytes go or are doubled.
  template <size_t SeedCount, size_t PartCount>
  std::string next(const std::string_view (&seeds)[SeedCount],
                   const std::string_view (&parts)[PartCount], size_t longest) {
    std::string text(seeds[below(SeedCount)]);
    for (size_t changes = below(4); changes-- > 0;) {
      const size_t at = below(text.size() + 1);
      const size_t size = below(std::min(text.size() - at, longest) + 1);
      switch (below(5)) {
        case 0:
          text.erase(at, size);
          break;
        case 1:
          text.insert(at, text.substr(at, size));
          break;
        case 2:
          text.replace(at, size, parts[below(PartCount)]);
          break;
        case 3:
          text.insert(at, parts[below(PartCount)]);
          break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(random_());
      }
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

}  // namespace sparekey::test

#endif
