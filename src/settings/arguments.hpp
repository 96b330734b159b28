// SPDX-License-Identifier: Apache-2.0
// The command line, as it was given: which options with which text.
#ifndef SPAREKEY_SETTINGS_ARGUMENTS_HPP
#define SPAREKEY_SETTINGS_ARGUMENTS_HPP

#include "settings/option.hpp"
#include "settings/trouble.hpp"

namespace sparekey {

/// How often an option may be given that may be given several times.
constexpr size_t kMaxRepeats = 8;

struct Arguments {
  struct Repeated {
    Option option;
    const char* value;
  };

  const char* values[kOptionCount] = {};  ///< null: not given; an option without value has ""
  Repeated repeated[2 * kMaxRepeats];     ///< of the options that may be, in their order
  size_t repeated_count = 0;

  bool given(Option option) const { return value(option) != nullptr; }
  const char* value(Option option) const { return values[static_cast<size_t>(option)]; }
  void set(Option option, const char* value) { values[static_cast<size_t>(option)] = value; }
};

/// Sets `*out` to a bad argument about the option; always false.
bool refuse(Option option, Word reason, Trouble* out);

/// Remembers the first trouble, but reads the whole line: `--lang`, for one, decides how that is
/// told.
class ArgumentReader {
 public:
  /// Given each word that is neither an option nor the value of one.
  using TakeWord = void (*)(void* context, ArgumentReader& reader, const char* word);

  explicit ArgumentReader(Arguments* out) : out_(*out) {}

  void read(int argc, char** argv, TakeWord take_word, void* context);

  /// Afterwards: whether each option given is one of what works with that.
  void judge(unsigned works_with);

  void complain(Text subject, Word reason, Text nearest = {});
  Trouble& first() { return first_; }
  Arguments& arguments() { return out_; }

 private:
  Arguments& out_;
  Trouble first_;
};

}  // namespace sparekey

#endif
