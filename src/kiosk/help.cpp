// SPDX-License-Identifier: Apache-2.0
#include "kiosk/help.hpp"

#include "settings/exit_status.hpp"
#include "settings/help_page.hpp"
#include "words/results.hpp"

namespace sparekey::kiosk {
namespace {

void put_as_it_is(Text text, Output& out) { out.put(text); }

void put_status(int status, Text meaning, HelpPage* page) {
  const char digit = static_cast<char>('0' + status);
  page->begin_entry(Text(&digit, 1), nullptr);
  page->explain(meaning, nullptr);
}

}  // namespace

void put_help(UiLanguage language, Output& out) {
  HelpPage page(language, put_as_it_is, out);
  page.line(HelpText::kiosk_usage);
  page.put('\n');
  page.line(HelpText::kiosk_purpose);
  constexpr HelpText kGroups[][2] = {
      {HelpText::service_options, HelpText::service_options},
      {HelpText::trust_options, HelpText::trust_options},
      {HelpText::input_options, HelpText::password_options},
      {HelpText::page_options, HelpText::page_options},
      {HelpText::output_options, HelpText::program_options},
  };
  for (const HelpText(&group)[2] : kGroups)
    page.options(group[0], group[1], feature::kEveryCommand);
  page.heading(HelpText::exit_statuses);
  put_status(0, say(language, HelpText::kiosk_ended), &page);
  put_status(kUsageStatus, say(language, Kind::usage), &page);
  put_status(kLocalStatus, say(language, HelpText::kiosk_failed), &page);
  page.put('\n');
  page.line(HelpText::kiosk_notes);
  page.put('\n');
  page.line(HelpText::shared_notes);
}

}  // namespace sparekey::kiosk
