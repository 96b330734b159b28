// SPDX-License-Identifier: Apache-2.0
// The rows of the options that both programs have, and how a program puts its table together.
#ifndef SPAREKEY_SETTINGS_OPTION_ROWS_HPP
#define SPAREKEY_SETTINGS_OPTION_ROWS_HPP

#include "settings/option.hpp"

namespace sparekey {

template <size_t size>
struct OptionRows {
  OptionRow at[size];
};

namespace option_rows {

using namespace feature;

constexpr HelpText kServiceGroup = HelpText::service_options;
constexpr HelpText kTrustGroup = HelpText::trust_options;
constexpr HelpText kInputGroup = HelpText::input_options;
constexpr HelpText kOutputGroup = HelpText::output_options;

constexpr const char* kEncryptions = SPAREKEY_RSA && SPAREKEY_SM2 ? "none|rsa|sm2"
                                     : SPAREKEY_RSA               ? "none|rsa"
                                     : SPAREKEY_SM2               ? "none|sm2"
                                                                  : "none";

constexpr OptionRows<5> kService = {{
    {"--host", "URL", "SPAREKEY_HOST", kEveryCommand, Option::host, '\0', kServiceGroup,
     HelpText::host},
    {"--app-id", "ID", "SPAREKEY_APP_ID", kEveryCommand, Option::app_id, '\0', kServiceGroup,
     HelpText::app_id},
    {"--userpool-id", "ID", "SPAREKEY_USERPOOL_ID", kEveryCommand, Option::userpool_id, '\0',
     kServiceGroup, HelpText::userpool_id},
    {"--access-token-file", "FILE", nullptr, kEveryCommand, Option::access_token_file, '\0',
     kServiceGroup, HelpText::access_token_file},
    {"--brand", "authing|genauth", "SPAREKEY_BRAND", kEveryCommand, Option::brand, '\0',
     kServiceGroup, HelpText::brand},
}};

// What some do differs between the programs, and so does what help says about it.
// Not covered: the compiler runs it.
constexpr OptionRows<1> lang(HelpText about) {
  return {{{"--lang", "TAG", "SPAREKEY_LANG", kEveryCommand, Option::lang, '\0', kServiceGroup,
            about}}};
}
// Not covered: the compiler runs it.
constexpr OptionRows<1> idle(unsigned features, HelpText group, HelpText about) {
  return {{{"--idle", "SECONDS", nullptr, features, Option::idle, '\0', group, about}}};
}
// Not covered: the compiler runs it.
constexpr OptionRows<1> help(HelpText about) {
  return {{{"--help", nullptr, nullptr, kEveryCommand, Option::help, 'h', kOutputGroup, about}}};
}

constexpr OptionRows<8> kTrust = {{
    {"--ca-file", "PEM", "SPAREKEY_CA_FILE", kEveryCommand, Option::ca_file, '\0', kTrustGroup,
     HelpText::ca_file},
    {"--pin", "sha256/BASE64", nullptr, kEveryCommand, Option::pin, '\0', kTrustGroup,
     HelpText::pin},
    {"--crl-file", "PEM", nullptr, kEveryCommand, Option::crl_file, '\0', kTrustGroup,
     HelpText::crl_file},
    {"--clock", "strict|not-before-build|ignore-dates", nullptr, kEveryCommand, Option::clock, '\0',
     kTrustGroup, HelpText::clock},
    {"--connect-to", "HOST:PORT", nullptr, kEveryCommand, Option::connect_to, '\0', kTrustGroup,
     HelpText::connect_to},
    {"--proxy", "http://HOST:PORT", "https_proxy", kProxy, Option::proxy, '\0', kTrustGroup,
     HelpText::proxy},
    {"--proxy-auth-file", "FILE", nullptr, kProxy, Option::proxy_auth_file, '\0', kTrustGroup,
     HelpText::proxy_auth_file},
    {"--timeout", "SECONDS", nullptr, kEveryCommand, Option::timeout, '\0', kTrustGroup,
     HelpText::timeout},
}};

constexpr OptionRows<2> kEncrypting = {{
    {"--encrypt", kEncryptions, nullptr, kEncryption, Option::encrypt, '\0', kInputGroup,
     HelpText::encrypt},
    {"--sm2-format", "plain|04|prefix|c1c2c3", nullptr, kSm2, Option::sm2_format, '\0', kInputGroup,
     HelpText::sm2_format},
}};

constexpr OptionRows<1> kVersion = {{
    {"--version", nullptr, nullptr, kEveryCommand, Option::version, 'V', kOutputGroup,
     HelpText::version},
}};

// Not covered: the compiler runs it.
template <size_t... sizes>
constexpr OptionRows<(sizes + ...)> join(const OptionRows<sizes>&... groups) {
  OptionRows<(sizes + ...)> all{};
  size_t count = 0;
  const auto append = [&](const OptionRow* rows, size_t size) {
    for (size_t i = 0; i < size; ++i) all.at[count++] = rows[i];
  };
  (append(groups.at, sizes), ...);
  return all;
}

/// Whether there is one row for each option from `first` to `last`.
// Not covered: the compiler runs it.
template <size_t size>
constexpr bool cover(const OptionRows<size>& rows, Option first, Option last) {
  for (auto option = static_cast<size_t>(first); option <= static_cast<size_t>(last); ++option) {
    size_t found = 0;
    for (const OptionRow& row : rows.at) found += static_cast<size_t>(row.option) == option ? 1 : 0;
    if (found != 1) return false;
  }
  return true;
}

}  // namespace option_rows
}  // namespace sparekey

#endif
