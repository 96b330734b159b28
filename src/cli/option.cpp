// SPDX-License-Identifier: Apache-2.0
#include "cli/option.hpp"

namespace sparekey::cli {
namespace {

using namespace feature;

constexpr HelpText kService = HelpText::service_options;
constexpr HelpText kTrust = HelpText::trust_options;
constexpr HelpText kInput = HelpText::input_options;
constexpr HelpText kOutput = HelpText::output_options;

constexpr const char* kEncryptions = SPAREKEY_RSA && SPAREKEY_SM2 ? "none|rsa|sm2"
                                     : SPAREKEY_RSA               ? "none|rsa"
                                     : SPAREKEY_SM2               ? "none|sm2"
                                                                  : "none";

constexpr OptionRow kRows[] = {
    {"--host", "URL", "SPAREKEY_HOST", kEveryCommand, Option::host, '\0', kService, HelpText::host},
    {"--app-id", "ID", "SPAREKEY_APP_ID", kEveryCommand, Option::app_id, '\0', kService,
     HelpText::app_id},
    {"--userpool-id", "ID", "SPAREKEY_USERPOOL_ID", kEveryCommand, Option::userpool_id, '\0',
     kService, HelpText::userpool_id},
    {"--access-token-file", "FILE", nullptr, kEveryCommand, Option::access_token_file, '\0',
     kService, HelpText::access_token_file},
    {"--brand", "authing|genauth", "SPAREKEY_BRAND", kEveryCommand, Option::brand, '\0', kService,
     HelpText::brand},
    {"--lang", "TAG", "SPAREKEY_LANG", kEveryCommand, Option::lang, '\0', kService, HelpText::lang},

    {"--ca-file", "PEM", "SPAREKEY_CA_FILE", kEveryCommand, Option::ca_file, '\0', kTrust,
     HelpText::ca_file},
    {"--pin", "sha256/BASE64", nullptr, kEveryCommand, Option::pin, '\0', kTrust, HelpText::pin},
    {"--crl-file", "PEM", nullptr, kEveryCommand, Option::crl_file, '\0', kTrust,
     HelpText::crl_file},
    {"--clock", "strict|not-before-build|ignore-dates", nullptr, kEveryCommand, Option::clock, '\0',
     kTrust, HelpText::clock},
    {"--connect-to", "HOST:PORT", nullptr, kEveryCommand, Option::connect_to, '\0', kTrust,
     HelpText::connect_to},
    {"--proxy", "http://HOST:PORT", "https_proxy", kProxy, Option::proxy, '\0', kTrust,
     HelpText::proxy},
    {"--proxy-auth-file", "FILE", nullptr, kProxy, Option::proxy_auth_file, '\0', kTrust,
     HelpText::proxy_auth_file},
    {"--timeout", "SECONDS", nullptr, kEveryCommand, Option::timeout, '\0', kTrust,
     HelpText::timeout},

    {"--email", "ADDRESS", nullptr, kRecipient, Option::email, '\0', kInput, HelpText::email},
    {"--phone", "NUMBER", nullptr, kRecipient, Option::phone, '\0', kInput, HelpText::phone},
    {"--country-code", "+NN", nullptr, kRecipient, Option::country_code, '\0', kInput,
     HelpText::country_code},
    {"--code", "DIGITS", nullptr, kPasscode, Option::code, '\0', kInput, HelpText::code},
    {"--code-file", "FILE", nullptr, kPasscode, Option::code_file, '\0', kInput,
     HelpText::code_file},
    {"--token-file", "FILE", nullptr, kToken, Option::token_file, '\0', kInput,
     HelpText::token_file},
    {"--password-file", "FILE", nullptr, kPassword, Option::password_file, '\0', kInput,
     HelpText::password_file},
    {"--encrypt", kEncryptions, nullptr, kEncryption, Option::encrypt, '\0', kInput,
     HelpText::encrypt},
    {"--sm2-format", "plain|04|prefix|c1c2c3", nullptr, kSm2, Option::sm2_format, '\0', kInput,
     HelpText::sm2_format},
    {"--reveal-account", nullptr, nullptr, kDialogue, Option::reveal_account, '\0', kInput,
     HelpText::reveal_account},
    {"--idle", "SECONDS", nullptr, kDialogue, Option::idle, '\0', kInput, HelpText::idle},
    {"--loop", nullptr, nullptr, kDialogue, Option::loop, '\0', kInput, HelpText::loop},

    {"--json", nullptr, nullptr, kEveryCommand, Option::json, '\0', kOutput, HelpText::json},
    {"--verbose", nullptr, nullptr, kEveryCommand, Option::verbose, '\0', kOutput,
     HelpText::verbose},
    {"--version", nullptr, nullptr, kEveryCommand, Option::version, 'V', kOutput,
     HelpText::version},
    {"--help", nullptr, nullptr, kEveryCommand, Option::help, 'h', kOutput, HelpText::help},
};

constexpr bool are_in_place() {
  for (size_t i = 0; i < sizeof kRows / sizeof kRows[0]; ++i)
    if (static_cast<size_t>(kRows[i].option) != i) return false;
  return sizeof kRows / sizeof kRows[0] == kOptionCount;
}
static_assert(are_in_place(), "a row for each Option, at its place");

}  // namespace

const OptionRow& row(Option option) { return kRows[static_cast<size_t>(option)]; }

}  // namespace sparekey::cli
