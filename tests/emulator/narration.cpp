// SPDX-License-Identifier: Apache-2.0
#include "narration.hpp"

#include <unistd.h>

#include <filesystem>
#include <iostream>

namespace emulator {
namespace {

// What its certificate names: an address that stands for all of this machine's is none of these.
std::string reachable(const std::string& host) {
  if (host == "127.0.0.1" || host == "localhost") return host;
  return host == "::1" ? "[::1]" : "localhost";
}

// A client chose these characters; a terminal must not take them for commands.
std::string printable(const std::string& text) {
  using ErrorHandler = nlohmann::json::error_handler_t;
  const std::string quoted = nlohmann::json(text).dump(-1, ' ', true, ErrorHandler::replace);
  std::string result;
  for (const char c : quoted.substr(1, quoted.size() - 2))
    result += c == '\x7f' ? std::string("\\u007f") : std::string(1, c);
  return result;
}

std::string known(const AccountConfig& account) {
  std::string result = printable(account.email);
  if (!account.phone.empty()) {
    if (!result.empty()) result += ", ";
    result += printable(account.phone_country_code + ' ' + account.phone);
  }
  return result;
}

}  // namespace

Narration::Narration() : somebody_reads_(isatty(STDOUT_FILENO) == 1) {}

void Narration::ready(const Options& options, const Config& config, int port) const {
  if (!somebody_reads_) return;
  const std::string url = "https://" + reachable(options.host) + ':' + std::to_string(port);
  const std::filesystem::path dir = std::filesystem::absolute(options.dir);
  const std::string ca_file = (dir / "ca.pem").string();
  std::cout << "The service is ready; ^C ends it.\n"
            << "  URL      " << url << '\n'
            << "  CA file  " << ca_file << '\n'
            << "  outbox   " << (dir / "outbox.jsonl").string() << '\n'
            << "  requests " << (dir / "access.jsonl").string() << '\n';
  for (const std::string& app : config.apps) std::cout << "  app id   " << printable(app) << '\n';
  for (const AccountConfig& account : config.accounts)
    std::cout << "  account  " << known(account) << '\n';
  if (!config.apps.empty())
    std::cout << "Try, in another terminal:\n  sparekey --host " << url << " --ca-file " << ca_file
              << " --app-id " << printable(config.apps.front()) << " recover\n";
  std::cout << "Each passcode it \"sends\" is shown here:\n" << std::flush;
}

void Narration::sent(const Recipient& recipient, const std::string& pass_code) const {
  if (!somebody_reads_) return;
  const char* medium = recipient.medium == Medium::kEmail ? "e-mail" : "text message";
  std::cout << "  " << pass_code << "  by " << medium << " to " << printable(recipient.address)
            << std::endl;
}

}  // namespace emulator
