// SPDX-License-Identifier: Apache-2.0
#include "cli/option.hpp"

namespace sparekey::cli {
namespace {

using namespace feature;

constexpr HelpText kService = HelpText::service_options;
constexpr HelpText kTrust = HelpText::trust_options;
constexpr HelpText kInput = HelpText::input_options;
constexpr HelpText kOutput = HelpText::output_options;

constexpr OptionRow kRows[] = {
    {Option::host, "--host", 0, "URL", kEveryCommand, "SPAREKEY_HOST", kService, HelpText::host},
    {Option::app_id, "--app-id", 0, "ID", kEveryCommand, "SPAREKEY_APP_ID", kService,
     HelpText::app_id},
    {Option::userpool_id, "--userpool-id", 0, "ID", kEveryCommand, "SPAREKEY_USERPOOL_ID", kService,
     HelpText::userpool_id},
    {Option::access_token_file, "--access-token-file", 0, "FILE", kEveryCommand, nullptr, kService,
     HelpText::access_token_file},
    {Option::brand, "--brand", 0, "authing|genauth", kEveryCommand, "SPAREKEY_BRAND", kService,
     HelpText::brand},
    {Option::lang, "--lang", 0, "TAG", kEveryCommand, "SPAREKEY_LANG", kService, HelpText::lang},

    {Option::ca_file, "--ca-file", 0, "PEM", kEveryCommand, "SPAREKEY_CA_FILE", kTrust,
     HelpText::ca_file},
    {Option::pin, "--pin", 0, "sha256/BASE64", kEveryCommand, nullptr, kTrust, HelpText::pin},
    {Option::crl_file, "--crl-file", 0, "PEM", kEveryCommand, nullptr, kTrust, HelpText::crl_file},
    {Option::clock, "--clock", 0, "strict|not-before-build|ignore-dates", kEveryCommand, nullptr,
     kTrust, HelpText::clock},
    {Option::connect_to, "--connect-to", 0, "HOST:PORT", kEveryCommand, nullptr, kTrust,
     HelpText::connect_to},
    {Option::proxy, "--proxy", 0, "http://HOST:PORT", kEveryCommand, "https_proxy", kTrust,
     HelpText::proxy},
    {Option::proxy_auth_file, "--proxy-auth-file", 0, "FILE", kEveryCommand, nullptr, kTrust,
     HelpText::proxy_auth_file},
    {Option::timeout, "--timeout", 0, "SECONDS", kEveryCommand, nullptr, kTrust, HelpText::timeout},

    {Option::email, "--email", 0, "ADDRESS", kRecipient, nullptr, kInput, HelpText::email},
    {Option::phone, "--phone", 0, "NUMBER", kRecipient, nullptr, kInput, HelpText::phone},
    {Option::country_code, "--country-code", 0, "+NN", kRecipient, nullptr, kInput,
     HelpText::country_code},
    {Option::code, "--code", 0, "DIGITS", kPasscode, nullptr, kInput, HelpText::code},
    {Option::code_file, "--code-file", 0, "FILE", kPasscode, nullptr, kInput, HelpText::code_file},
    {Option::token_file, "--token-file", 0, "FILE", kToken, nullptr, kInput, HelpText::token_file},
    {Option::password_file, "--password-file", 0, "FILE", kPassword, nullptr, kInput,
     HelpText::password_file},
    {Option::encrypt, "--encrypt", 0, "none|rsa|sm2", kEncryption, nullptr, kInput,
     HelpText::encrypt},
    {Option::sm2_format, "--sm2-format", 0, "plain|04|prefix|c1c2c3", kEncryption, nullptr, kInput,
     HelpText::sm2_format},
    {Option::reveal_account, "--reveal-account", 0, nullptr, kDialogue, nullptr, kInput,
     HelpText::reveal_account},

    {Option::json, "--json", 0, nullptr, kEveryCommand, nullptr, kOutput, HelpText::json},
    {Option::verbose, "--verbose", 0, nullptr, kEveryCommand, nullptr, kOutput, HelpText::verbose},
    {Option::version, "--version", 'V', nullptr, kEveryCommand, nullptr, kOutput,
     HelpText::version},
    {Option::help, "--help", 'h', nullptr, kEveryCommand, nullptr, kOutput, HelpText::help},
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
