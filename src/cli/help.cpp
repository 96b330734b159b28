// SPDX-License-Identifier: Apache-2.0
#include "cli/help.hpp"

#include "cli/exit_status.hpp"
#include "cli/option.hpp"
#include "cli/printable.hpp"
#include "words/results.hpp"
#include "words/words.hpp"

namespace sparekey::cli {
namespace {

// The column in which what stands on the left is explained.
constexpr size_t kColumn = 28;
constexpr Text kBlanks = "                            ";
static_assert(kBlanks.size() == kColumn, "");

class Page {
 public:
  Page(UiLanguage language, HelpFormat format, Output& out)
      : language_(language), as_json_(format == HelpFormat::json_string), out_(out) {}

  void write(const Command* command) {
    if (as_json_) out_.put('"');
    if (command == nullptr) {
      write_overview();
    } else {
      write_usage(*command);
    }
    constexpr HelpText kGroups[] = {HelpText::service_options, HelpText::trust_options,
                                    HelpText::input_options, HelpText::output_options};
    for (const HelpText group : kGroups) write_options(group, command);
    write_exit_statuses();
    if (command == nullptr) {
      put('\n');
      line(HelpText::notes);
    }
    if (as_json_) out_.put('"');
  }

 private:
  void put(Text text) {
    if (as_json_) {
      put_json_characters(text, out_);
    } else {
      out_.put(text);
    }
  }
  void put(char c) { put(Text(&c, 1)); }

  void line(HelpText text) {
    put(say(language_, text));
    put('\n');
  }

  void heading(HelpText text) {
    put('\n');
    line(text);
  }

  void write_overview() {
    line(HelpText::usage);
    put('\n');
    line(HelpText::purpose);
    heading(HelpText::commands);
    for (const Command& command : commands()) {
      begin_entry(command.name, nullptr);
      explain(say(language_, command.about), nullptr);
    }
  }

  void write_usage(const Command& command) {
    put("sparekey ");
    put(command.name);
    if (command.has(feature::kRecipient)) {
      constexpr Text kRecipient = "--email ADDRESS | --phone NUMBER [--country-code +NN]";
      put(command.requires_recipient() ? " " : " [");
      put(kRecipient);
      if (!command.requires_recipient()) put(']');
    }
    put(" [OPTIONS]\n\n");
    put(say(language_, command.about));
    put('\n');
  }

  void write_options(HelpText group, const Command* command) {
    bool any = false;
    for (size_t i = 0; i < kOptionCount; ++i) {
      const OptionRow& option = row(static_cast<Option>(i));
      if (option.group != group) continue;
      if (command == nullptr ? !option.is_built() : !option.belongs_to(*command)) continue;
      if (!any) heading(group);
      any = true;
      begin_entry(option.name, option.argument);
      if (option.letter != '\0') put_letter(option.letter);
      explain(say(language_, option.about), option.variable);
    }
  }

  void begin_entry(Text name, const char* argument) {
    put("  ");
    put(name);
    left_ = 2 + name.size();
    if (argument == nullptr) return;
    put(' ');
    put(argument);
    left_ += 1 + Text(argument).size();
  }

  void put_letter(char letter) {
    const char short_form[] = {',', ' ', '-', letter};
    put(Text(short_form, sizeof short_form));
    left_ += sizeof short_form;
  }

  void explain(Text text, const char* variable) {
    if (left_ + 2 > kColumn) {
      put('\n');
      left_ = 0;
    }
    put(kBlanks.substr(left_));
    for (const char c : text) {
      put(c);
      if (c == '\n') put(kBlanks);
    }
    if (variable != nullptr) {
      put(say(language_, Word::bracket_open));
      put(variable);
      put(say(language_, Word::bracket_close));
    }
    put('\n');
  }

  void write_exit_statuses() {
    heading(HelpText::exit_statuses);
    for (int status = 0; status <= kLastExitStatus; ++status) {
      const char digit = static_cast<char>('0' + status);
      begin_entry(Text(&digit, 1), nullptr);
      if (status == kGaveUpStatus) {
        explain(say(language_, HelpText::gave_up), nullptr);
      } else {
        explain(say(language_, kind_of_exit_status(status)), nullptr);
      }
    }
  }

  const UiLanguage language_;
  const bool as_json_;
  Output& out_;
  size_t left_ = 0;  // columns of the entry that was begun
};

}  // namespace

void put_help(UiLanguage language, const Command* command, HelpFormat format, Output& out) {
  Page(language, format, out).write(command);
}

}  // namespace sparekey::cli
