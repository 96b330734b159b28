// SPDX-License-Identifier: Apache-2.0
// The options that only the kiosk has.
#include "settings/option_rows.hpp"

namespace sparekey {
namespace {

using namespace option_rows;

constexpr HelpText kPage = HelpText::page_options;

constexpr OptionRows<3> kServing = {{
    {"--listen", "127.0.0.1:PORT|[::1]:PORT|unix:PATH", nullptr, kEveryCommand, Option::listen,
     '\0', kPage, HelpText::listen},
    {"--origin", "URL", nullptr, kEveryCommand, Option::origin, '\0', kPage, HelpText::origin},
    {"--visits", "N", nullptr, kEveryCommand, Option::visits, '\0', kPage, HelpText::visits},
}};

constexpr OptionRows<5> kShowing = {{
    {"--title", "TEXT", nullptr, kEveryCommand, Option::title, '\0', kPage, HelpText::title},
    {"--stylesheet", "FILE", nullptr, kEveryCommand, Option::stylesheet, '\0', kPage,
     HelpText::stylesheet},
    {"--done-url", "URL", nullptr, kEveryCommand, Option::done_url, '\0', kPage,
     HelpText::done_url},
    {"--keyboard", nullptr, nullptr, kEveryCommand, Option::keyboard, '\0', kPage,
     HelpText::keyboard},
    {"--port-file", "FILE", nullptr, kEveryCommand, Option::port_file, '\0', kPage,
     HelpText::port_file},
}};

constexpr auto kRows = join(kService, lang(HelpText::kiosk_lang), kTrust, kEncrypting, kServing,
                            idle(kEveryCommand, kPage, HelpText::kiosk_idle), kShowing, kVersion,
                            help(HelpText::kiosk_help));
static_assert(cover(kRows, Option::host, Option::help) &&
                  cover(kRows, Option::listen, Option::port_file),
              "a row for each Option of the kiosk");

}  // namespace

const ProgramInfo kProgram = {"sparekey-kiosk", kRows.at, sizeof kRows.at / sizeof kRows.at[0]};

}  // namespace sparekey
