// SPDX-License-Identifier: Apache-2.0
#include "cli/help.hpp"

#include "settings/exit_status.hpp"
#include "settings/help_page.hpp"
#include "settings/printable.hpp"
#include "words/results.hpp"

namespace sparekey::cli {
namespace {

void put_as_it_is(Text text, Output& out) { out.put(text); }

void write_overview(UiLanguage language, HelpPage* page) {
  page->line(HelpText::usage);
  page->put('\n');
  page->line(HelpText::purpose);
  page->heading(HelpText::commands);
  for (const Command& command : commands()) {
    page->begin_entry(command.name, nullptr);
    page->explain(say(language, command.about), nullptr);
  }
}

void write_usage(UiLanguage language, const Command& command, HelpPage* page) {
  page->put("sparekey ");
  page->put(command.name);
  if (command.has(feature::kRecipient)) {
    constexpr Text kRecipient = "--email ADDRESS | --phone NUMBER [--country-code +NN]";
    page->put(command.requires_recipient() ? " " : " [");
    page->put(kRecipient);
    if (!command.requires_recipient()) page->put(']');
  }
  page->put(" [OPTIONS]\n\n");
  page->put(say(language, command.about));
  page->put('\n');
}

void write_exit_statuses(UiLanguage language, HelpPage* page) {
  page->heading(HelpText::exit_statuses);
  for (int status = 0; status <= kLastExitStatus; ++status) {
    const char digit = static_cast<char>('0' + status);
    page->begin_entry(Text(&digit, 1), nullptr);
    if (status == kGaveUpStatus) {
      page->explain(say(language, HelpText::gave_up), nullptr);
    } else {
      page->explain(say(language, kind_of_exit_status(status)), nullptr);
    }
  }
}

}  // namespace

void put_help(UiLanguage language, const Command* command, HelpFormat format, Output& out) {
  const bool as_json = format == HelpFormat::json_string;
  HelpPage page(language, as_json ? put_json_characters : put_as_it_is, out);
  if (as_json) out.put('"');
  if (command == nullptr) {
    write_overview(language, &page);
  } else {
    write_usage(language, *command, &page);
  }
  constexpr HelpText kGroups[] = {HelpText::service_options, HelpText::trust_options,
                                  HelpText::input_options, HelpText::output_options};
  for (const HelpText group : kGroups)
    page.options(group, group, command == nullptr ? feature::kEveryCommand : command->features);
  write_exit_statuses(language, &page);
  if (command == nullptr) {
    page.put('\n');
    page.line(HelpText::notes);
    page.put('\n');
    page.line(HelpText::shared_notes);
  }
  if (as_json) out.put('"');
}

}  // namespace sparekey::cli
