// SPDX-License-Identifier: Apache-2.0
#include "settings/arguments.hpp"

#include <getopt.h>
#include <string.h>

#include "base/text.hpp"
#include "settings/nearest.hpp"

namespace sparekey {
namespace {

// What getopt_long returns for the first option; below are the characters of short ones.
constexpr int kFirstValue = 256;

const OptionRow& row_of(int value) { return kProgram.first_option[value - kFirstValue]; }

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
  for (const OptionRow& option : kProgram) nearest.offer(option.name);
  return nearest.name();
}

bool is_option(const char* token) {
  for (const OptionRow& option : kProgram)
    if (equal(option.name, token)) return true;
  return false;
}

class LineReader {
 public:
  explicit LineReader(ArgumentReader& reader) : reader_(reader), out_(reader.arguments()) {}

  void read(int argc, char** argv, ArgumentReader::TakeWord take_word, void* context) {
    option options[kOptionCount + 1] = {};
    // "-": words are handed over in their order (so options may follow them, whatever
    // POSIXLY_CORRECT says); ":": a missing value is told apart.
    char letters[2 + kOptionCount + 1] = "-:";
    size_t letter_count = 2;
    for (size_t i = 0; i < kProgram.option_count; ++i) {
      const OptionRow& option = kProgram.first_option[i];
      options[i].name = option.name + 2;
      options[i].has_arg = option.takes_value() ? required_argument : no_argument;
      options[i].val = kFirstValue + static_cast<int>(i);
      if (option.letter != '\0') letters[letter_count++] = option.letter;
    }
    opterr = 0;
    for (;;) {
      const char* const token = argv[optind];
      // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread, and this is the first call
      const int got = getopt_long(argc, argv, letters, options, nullptr);
      if (got == -1) break;
      if (got == 1) {
        take_word(context, reader_, optarg);
      } else if (got == ':') {
        const OptionRow& option = row_of(optopt);
        if (is_whole(option, token)) reader_.complain(option.name, Word::needs_value);
      } else if (got == '?') {
        take_unknown(token);
      } else if (got < kFirstValue) {
        take_letter(static_cast<char>(got));
      } else {
        take_option(row_of(got), token, optarg == argv[optind - 1]);
      }
    }
    while (optind < argc) take_word(context, reader_, argv[optind++]);  // behind "--"
  }

 private:
  void take_unknown(const char* token) {
    if (optopt >= kFirstValue) {
      const OptionRow& option = row_of(optopt);
      if (is_whole(option, token)) reader_.complain(option.name, Word::takes_no_value);
      return;
    }
    // A secret glued to a letter ("-pSECRET") is not shown; "-host" is one dash short.
    const bool is_letter = optopt != 0 && strlen(token) == 2;
    const Text typed = shown_name(token);
    const Text nearest = is_letter ? Text() : nearest_option(typed);
    const bool shown = !typed.empty() && (optopt == 0 || is_letter || !nearest.empty());
    reader_.complain(shown ? typed : Text(), shown ? Word::is_no_option : Word::unknown_option,
                     nearest);
  }

  void take_letter(char letter) {
    for (const OptionRow& option : kProgram)
      if (option.letter == letter) out_.set(option.option, "");
  }

  // getopt_long also takes abbreviations, which a later version's options would make ambiguous.
  bool is_whole(const OptionRow& option, const char* token) {
    const Text typed = shown_name(token);
    if (equal(typed, option.name)) return true;
    reader_.complain(typed, Word::is_no_option, option.name);
    return false;
  }

  void take_option(const OptionRow& option, const char* token, bool separate) {
    const char* value = optarg == nullptr ? "" : optarg;
    if (!is_whole(option, token)) return;
    if (option.takes_value() && (*value == '\0' || (separate && is_option(value)))) {
      reader_.complain(option.name, Word::needs_value);
    } else if (option.repeats()) {
      take_repeated(option, value);
    } else if (out_.given(option.option) && strcmp(out_.value(option.option), value) != 0) {
      reader_.complain(option.name, Word::given_twice);
    } else {
      out_.set(option.option, value);
    }
  }

  void take_repeated(const OptionRow& option, const char* value) {
    out_.set(option.option, "");
    size_t given = 0;
    for (size_t i = 0; i < out_.repeated_count; ++i)
      given += out_.repeated[i].option == option.option ? 1 : 0;
    if (given == kMaxRepeats) return reader_.complain(option.name, Word::too_many_times);
    out_.repeated[out_.repeated_count++] = {option.option, value};
  }

  ArgumentReader& reader_;
  Arguments& out_;
};

}  // namespace

bool refuse(Option option, Word reason, Trouble* out) {
  *out = bad_argument(name(option), reason);
  return false;
}

void ArgumentReader::complain(Text subject, Word reason, Text nearest) {
  if (first_.any()) return;
  first_ = bad_argument(subject, reason);
  first_.nearest = nearest;
}

void ArgumentReader::read(int argc, char** argv, TakeWord take_word, void* context) {
  LineReader(*this).read(argc, argv, take_word, context);
}

void ArgumentReader::judge(unsigned works_with) {
  for (const OptionRow& option : kProgram) {
    if (!out_.given(option.option)) continue;
    // Not covered: in a build without the option, which tests/package/options makes.
    if (!option.is_built()) {
      return complain(option.name, Word::is_not_built);
    }
    if (!option.belongs_to(works_with)) return complain(option.name, Word::not_for_this_command);
  }
}

}  // namespace sparekey
