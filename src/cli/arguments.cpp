// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

#include <getopt.h>
#include <string.h>

namespace sparekey::cli {
namespace {

constexpr unsigned bit(Command command) { return 1U << static_cast<unsigned>(command); }

constexpr unsigned kEvery = ~0U;
constexpr unsigned kRecipient = bit(Command::recover) | bit(Command::send_code) |
                                bit(Command::check_code) | bit(Command::verify);
constexpr unsigned kCode = bit(Command::check_code) | bit(Command::verify);
constexpr unsigned kReset = bit(Command::reset);
constexpr unsigned kPassword = bit(Command::reset) | bit(Command::recover);

struct Row {
  const char* name;  // with its two dashes; getopt_long gets it without
  bool takes_value;
  unsigned commands;  // that it means something to
};

// In the order of Option.
constexpr Row kRows[] = {
    {"--host", true, kEvery},
    {"--app-id", true, kEvery},
    {"--userpool-id", true, kEvery},
    {"--access-token-file", true, kEvery},
    {"--brand", true, kEvery},
    {"--lang", true, kEvery},
    {"--ca-file", true, kEvery},
    {"--pin", true, kEvery},
    {"--crl-file", true, kEvery},
    {"--clock", true, kEvery},
    {"--connect-to", true, kEvery},
    {"--proxy", true, kEvery},
    {"--proxy-auth-file", true, kEvery},
    {"--timeout", true, kEvery},
    {"--json", false, kEvery},
    {"--verbose", false, kEvery},
    {"--version", false, kEvery},
    {"--help", false, kEvery},
    {"--email", true, kRecipient},
    {"--phone", true, kRecipient},
    {"--country-code", true, kRecipient},
    {"--code", true, kCode},
    {"--code-file", true, kCode},
    {"--token-file", true, kReset},
    {"--password-file", true, kReset},
    {"--encrypt", true, kPassword},
    {"--sm2-format", true, kPassword},
    {"--reveal-account", false, bit(Command::recover)},
};
static_assert(sizeof kRows / sizeof kRows[0] == kOptionCount, "a row for each Option");

struct CommandRow {
  const char* name;
  Command command;
};
constexpr CommandRow kCommands[] = {
    {"recover", Command::recover},       {"send-code", Command::send_code},
    {"check-code", Command::check_code}, {"verify", Command::verify},
    {"reset", Command::reset},           {"system", Command::system},
};

// What getopt_long returns for the first option; below lie the characters of short ones.
constexpr int kFirstValue = 256;

Trouble bad(Text subject, Word reason) { return {Code::bad_argument, subject, reason}; }

// The name in "--name" or "--name=value", where it can be shown. What was typed in the wrong place
// may be a secret, so nothing behind the "=" and nothing that is no option's name.
Text shown_name(const char* token) {
  size_t size = 0;
  for (; token[size] != '\0' && token[size] != '='; ++size) {
    const char c = token[size];
    if (c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return "";
  }
  return {token, size < 40 ? size : 40};
}

bool is_option(const char* token) {
  for (const Row& row : kRows)
    if (strcmp(row.name, token) == 0) return true;
  return false;
}

class Reader {
 public:
  Reader(int argc, char** argv, Arguments* out) : argc_(argc), argv_(argv), out_(*out) {}

  Trouble read() {
    find_json();
    read_line();
    if (!first_.any()) judge();
    return first_;
  }

 private:
  void complain(Text subject, Word reason) {
    if (!first_.any()) first_ = bad(subject, reason);
  }

  void set(Option id, const char* value) { out_.values[static_cast<size_t>(id)] = value; }

  // A script that forgets the value before --json still gets its object.
  void find_json() {
    for (int i = 1; i < argc_ && strcmp(argv_[i], "--") != 0; ++i)
      if (strcmp(argv_[i], "--json") == 0) set(Option::json, "");
  }

  void read_line() {
    option options[kOptionCount + 1] = {};
    for (size_t i = 0; i < kOptionCount; ++i) {
      options[i].name = kRows[i].name + 2;
      options[i].has_arg = kRows[i].takes_value ? required_argument : no_argument;
      options[i].val = kFirstValue + static_cast<int>(i);
    }
    opterr = 0;
    // "-": commands are handed over in their order (so options may follow them, whatever
    // POSIXLY_CORRECT says); ":": a missing value is told apart.
    for (;;) {
      // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread, and this is the first call
      const int got = getopt_long(argc_, argv_, "-:", options, nullptr);
      if (got == -1) break;
      if (got == 1) {
        take_command(optarg);
      } else if (got == ':') {
        complain(kRows[optopt - kFirstValue].name, Word::wants_a_value);
      } else if (got == '?') {
        take_unknown();
      } else {
        take_option(static_cast<Option>(got - kFirstValue));
      }
    }
    while (optind < argc_) take_command(argv_[optind++]);  // behind "--"
  }

  void take_command(const char* word) {
    Command found = Command::none;
    for (const CommandRow& row : kCommands)
      if (strcmp(row.name, word) == 0) found = row.command;
    // The word is not repeated to the person: it may be a password in the wrong place.
    if (out_.command != Command::none) {
      complain("", found == Command::none ? Word::one_word_too_many : Word::two_commands);
    } else if (found == Command::none) {
      complain("", Word::no_such_command);
    } else {
      out_.command = found;
    }
  }

  void take_unknown() {
    if (optopt >= kFirstValue) {
      complain(kRows[optopt - kFirstValue].name, Word::takes_no_value);
      return;
    }
    complain(optopt == 0 ? shown_name(argv_[optind - 1]) : Text(), Word::no_such_option);
  }

  void take_option(Option id) {
    const Row& row = kRows[static_cast<size_t>(id)];
    const char* value = optarg == nullptr ? "" : optarg;
    const bool separate = value == argv_[optind - 1];
    const char* token = argv_[optind - (separate ? 2 : 1)];
    // getopt_long also takes abbreviations, which a later version's options would make ambiguous.
    if (!equal(shown_name(token), row.name)) {
      complain(shown_name(token), Word::no_such_option);
    } else if (row.takes_value && (*value == '\0' || (separate && is_option(value)))) {
      complain(row.name, Word::wants_a_value);
    } else if (id == Option::pin) {
      take_pin(value);
    } else {
      const char* before = out_.value(id);
      if (before != nullptr && strcmp(before, value) != 0) {
        complain(row.name, Word::given_twice);
      } else {
        set(id, value);
      }
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
    if (out_.command == Command::none) return complain("", Word::no_command);
    for (size_t i = 0; i < kOptionCount; ++i)
      if (out_.values[i] != nullptr && (kRows[i].commands & bit(out_.command)) == 0)
        return complain(kRows[i].name, Word::not_for_this_command);
  }

  const int argc_;
  char** const argv_;
  Arguments& out_;
  Trouble first_;
};

}  // namespace

Text name(Option option) { return kRows[static_cast<size_t>(option)].name; }

Trouble read_arguments(int argc, char** argv, Arguments* out) {
  return Reader(argc, argv, out).read();
}

}  // namespace sparekey::cli
