// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <getopt.h>

#include <string_view>

namespace emulator {

const char* const kUsage =
    R"(usage: sparekey-emulator --dir DIR [--listen HOST:PORT] [--config FILE]

Emulates the Authing / GenAuth V3 account recovery over HTTPS, for demonstrations and tests.

  --dir DIR           made if missing; there it writes
                        ca.pem        the authority that signed its certificate
                        outbox.jsonl  a line for each message "sent"
                        access.jsonl  a line for each request, without secrets
                        port          the port, written last: it is ready
  --listen HOST:PORT  default 127.0.0.1:0; port 0 takes a free one; [::1]:0 for IPv6
  --config FILE       see below
  --help

It ends on SIGTERM, on SIGINT, and when its standard input closes, so that it never outlives what
started it. Standard input that is /dev/null (a shell's "&" in a script) ends it at once: give it a
pipe. Exit status: 0 after an orderly end, 1 when it cannot run, 2 on a bad argument or config.

At a terminal it says where it is, how to reach it, and each passcode it "sends".

Without a config it knows the application demo-app and the account alice@example.com, phone
+86 18812345678, password OldPassw0rd!

)";

namespace {

int parse_port(const std::string& text) {
  const bool digits = !text.empty() && text.size() <= 5 &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  const int port = digits ? std::stoi(text) : -1;
  if (port < 0 || port > 65535) throw UsageError("--listen: no such port: " + text);
  return port;
}

void parse_listen(const std::string& text, Options& options) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0)
    throw UsageError("--listen wants HOST:PORT, not " + text);
  options.port = parse_port(text.substr(colon + 1));
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos)
    throw UsageError("--listen wants an IPv6 address in brackets, not " + text);
  options.host = host;
}

}  // namespace

Options parse_options(int argc, char** argv) {
  const option known[] = {{"dir", required_argument, nullptr, 'd'},
                          {"listen", required_argument, nullptr, 'l'},
                          {"config", required_argument, nullptr, 'c'},
                          {"help", no_argument, nullptr, 'h'},
                          {nullptr, 0, nullptr, 0}};
  Options options;
  opterr = 0;
  for (int found; (found = getopt_long(argc, argv, "", known, nullptr)) != -1;) {
    switch (found) {
      case 'd':
        options.dir = optarg;
        break;
      case 'l':
        parse_listen(optarg, options);
        break;
      case 'c':
        options.config_file = optarg;
        break;
      case 'h':
        options.help = true;
        break;
      default:
        throw UsageError(std::string("not understood: ") + argv[optind - 1]);
    }
  }
  if (optind < argc) throw UsageError(std::string("not understood: ") + argv[optind]);
  if (options.dir.empty() && !options.help) throw UsageError("--dir is needed");
  return options;
}

}  // namespace emulator
