// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <getopt.h>
#include <string.h>

#include "base/text.hpp"
#include "cli/nearest.hpp"

namespace sparekey::cli {
namespace {

// What getopt_long returns for the first option; below are the characters of short ones.
constexpr int kFirstValue = 256;

Option option_at(size_t index) { return static_cast<Option>(index); }

// The name in "--name" or "--name=value", if it can be shown. What was typed in the wrong place may
// be a secret: nothing behind the "=" is shown, and nothing that cannot be the name of an option.
Text shown_name(const char* token) {
  constexpr size_t kLongest = 40;
  size_t size = 0;
  for (; token[size] != '\0' && token[size] != '='; ++size) {
    const char c = to_lower(token[size]);
    if (c != '-' && c != '_' && !is_digit(c) && (c < 'a' || c > 'z')) return "";
  }
  return {token, size < kLongest ? size : kLongest};
}

Text nearest_option(Text typed) {
  Nearest nearest(typed);
  for (size_t i = 0; i < kOptionCount; ++i) nearest.offer(name(option_at(i)));
  return nearest.name();
}

Text nearest_command(Text typed) {
  Nearest nearest(typed);
  for (const Command& command : commands()) nearest.offer(command.name);
  return nearest.name();
}

// Whether it looks like the name of a command, and not like a password in the wrong place.
bool looks_like_command(Text word) {
  constexpr size_t kLongest = 20;
  for (const char c : word)
    if (c != '-' && (c < 'a' || c > 'z')) return false;
  return word.size() <= kLongest && !word.empty() && word[0] != '-';
}

bool is_option(const char* token) {
  for (size_t i = 0; i < kOptionCount; ++i)
    if (equal(name(option_at(i)), token)) return true;
  return false;
}

class ArgumentReader {
 public:
  ArgumentReader(int argc, char** argv, Arguments* out) : argc_(argc), argv_(argv), out_(*out) {}

  Trouble read() {
    find_json();
    read_line();
    // The word before a command is not one mistyped: nobody knows what it is.
    if (first_.reason == Word::is_no_command && out_.command != nullptr)
      first_ = bad_argument("", Word::no_such_command);
    if (!first_.any()) judge();
    return first_;
  }

 private:
  void complain(Text subject, Word reason, Text nearest = {}) {
    if (first_.any()) return;
    first_ = bad_argument(subject, reason);
    first_.nearest = nearest;
  }

  void set(Option option, const char* value) { out_.values[static_cast<size_t>(option)] = value; }

  // A script that forgets the value before --json still gets its object.
  void find_json() {
    for (int i = 1; i < argc_ && strcmp(argv_[i], "--") != 0; ++i)
      if (equal(argv_[i], name(Option::json))) set(Option::json, "");
  }

  void read_line() {
    option options[kOptionCount + 1] = {};
    // "-": commands are handed over in their order (so options may follow them, whatever
    // POSIXLY_CORRECT says); ":": a missing value is told apart.
    char letters[2 + kOptionCount + 1] = "-:";
    size_t letter_count = 2;
    for (size_t i = 0; i < kOptionCount; ++i) {
      const OptionRow& option = row(option_at(i));
      options[i].name = option.name + 2;
      options[i].has_arg = option.takes_value() ? required_argument : no_argument;
      options[i].val = kFirstValue + static_cast<int>(i);
      if (option.letter != '\0') letters[letter_count++] = option.letter;
    }
    opterr = 0;
    for (;;) {
      const char* const token = argv_[optind];
      // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread, and this is the first call
      const int got = getopt_long(argc_, argv_, letters, options, nullptr);
      if (got == -1) break;
      if (got == 1) {
        take_command(optarg);
      } else if (got == ':') {
        if (is_whole(option_of(optopt), token))
          complain(name(option_of(optopt)), Word::needs_value);
      } else if (got == '?') {
        take_unknown(token);
      } else if (got < kFirstValue) {
        take_letter(static_cast<char>(got));
      } else {
        take_option(option_of(got), token);
      }
    }
    while (optind < argc_) take_command(argv_[optind++]);  // behind "--"
  }

  static Option option_of(int value) { return option_at(static_cast<size_t>(value - kFirstValue)); }

  void take_command(const char* word) {
    const Command* found = find_command(word);
    // The word is not repeated to the person: it may be a password in the wrong place.
    if (out_.command != nullptr) {
      complain("", found == nullptr ? Word::extra_word : Word::two_commands);
    } else if (found != nullptr) {
      out_.command = found;
    } else if (equal(word, name(Option::help).substr(2))) {
      set(Option::help, "");  // "help" and "help COMMAND"
    } else {
      take_unknown_command(word);
    }
  }

  void take_unknown_command(Text word) {
    if (!SPAREKEY_RECOVERY && equal(word, "recover")) return complain(word, Word::is_not_built);
    const Text nearest = nearest_command(word);
    if (nearest.empty() && !looks_like_command(word)) return complain("", Word::no_such_command);
    complain(word, Word::is_no_command, nearest);
  }

  void take_unknown(const char* token) {
    if (optopt >= kFirstValue) {
      if (is_whole(option_of(optopt), token))
        complain(name(option_of(optopt)), Word::takes_no_value);
      return;
    }
    // A secret glued to a letter ("-pSECRET") is not shown; "-host" is one dash short.
    const bool is_letter = optopt != 0 && strlen(token) == 2;
    const Text typed = shown_name(token);
    const Text nearest = is_letter ? Text() : nearest_option(typed);
    const bool shown = !typed.empty() && (optopt == 0 || is_letter || !nearest.empty());
    complain(shown ? typed : Text(), shown ? Word::is_no_option : Word::unknown_option, nearest);
  }

  void take_letter(char letter) {
    for (size_t i = 0; i < kOptionCount; ++i)
      if (row(option_at(i)).letter == letter) set(option_at(i), "");
  }

  // getopt_long also takes abbreviations, which a later version's options would make ambiguous.
  bool is_whole(Option option, const char* token) {
    const Text typed = shown_name(token);
    if (equal(typed, name(option))) return true;
    complain(typed, Word::is_no_option, name(option));
    return false;
  }

  void take_option(Option option, const char* token) {
    const OptionRow& known = row(option);
    const char* value = optarg == nullptr ? "" : optarg;
    const bool separate = value == argv_[optind - 1];
    if (!is_whole(option, token)) return;
    if (known.takes_value() && (*value == '\0' || (separate && is_option(value)))) {
      complain(known.name, Word::needs_value);
    } else if (option == Option::pin) {
      take_pin(value);
    } else if (out_.given(option) && strcmp(out_.value(option), value) != 0) {
      complain(known.name, Word::given_twice);
    } else {
      set(option, value);
    }
  }

  void take_pin(const char* value) {
    set(Option::pin, "");
    if (out_.pin_count == kMaxPins) {
      complain(name(Option::pin), Word::too_many_pins);
    } else {
      out_.pins[out_.pin_count++] = value;
    }
  }

  void judge() {
    if (out_.given(Option::help) || out_.given(Option::version)) return;
    if (out_.command == nullptr) return complain("", Word::no_command);
    for (size_t i = 0; i < kOptionCount; ++i) {
      const OptionRow& option = row(option_at(i));
      if (!out_.given(option.option)) continue;
      if (!option.is_built()) return complain(option.name, Word::is_not_built);
      if (!option.belongs_to(*out_.command))
        return complain(option.name, Word::not_for_this_command);
    }
  }

  const int argc_;
  char** const argv_;
  Arguments& out_;
  Trouble first_;
};

}  // namespace

Trouble read_arguments(int argc, char** argv, Arguments* out) {
  return ArgumentReader(argc, argv, out).read();
}

}  // namespace sparekey::cli
