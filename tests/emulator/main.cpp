// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "access_log.hpp"
#include "certificates.hpp"
#include "clock.hpp"
#include "config.hpp"
#include "ending.hpp"
#include "https_server.hpp"
#include "narration.hpp"
#include "options.hpp"
#include "outbox.hpp"
#include "service.hpp"

namespace {

namespace fs = std::filesystem;
using namespace emulator;

// Under its name the file is never seen half written.
void write_whole(const fs::path& path, const std::string& text) {
  const fs::path unfinished = path.string() + ".tmp";
  std::ofstream file(unfinished);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + unfinished.string());
  fs::rename(unfinished, path);
}

void serve(const Options& options, const Config& config) {
  Ending ending;
  const fs::path dir = options.dir;
  fs::create_directories(dir);
  fs::remove(dir / "port");
  Outbox outbox(dir / "outbox.jsonl");
  AccessLog access_log(dir / "access.jsonl");
  const ServerIdentity identity = make_server_identity(config.tls);
  write_whole(dir / "ca.pem", identity.ca_pem);
  const Narration narration;
  Service service(config, running_clock(config.clock_rate),
                  [&](const Recipient& recipient, const std::string& pass_code) {
                    outbox.send(recipient, pass_code);
                    narration.sent(recipient, pass_code);
                  });
  HttpsServer server(config, identity, service, access_log);
  const int port = server.start(options.host, options.port);
  narration.ready(options, config, port);
  write_whole(dir / "port", std::to_string(port) + '\n');
  ending.wait();
}

int fail(int status, const std::string& words) {
  std::cerr << "sparekey-emulator: " << words << '\n';
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  std::string config_file;
  try {
    const Options options = parse_options(argc, argv);
    if (options.help) {
      std::cout << kUsage << kConfigHelp;
      return 0;
    }
    config_file = options.config_file.value_or("");
    serve(options, config_file.empty() ? Config() : read_config_file(config_file));
    return 0;
  } catch (const UsageError& error) {
    return fail(2, std::string(error.what()) + " (--help tells more)");
  } catch (const ConfigError& error) {
    return fail(2, config_file + ": " + error.what());
  } catch (const std::exception& error) {
    return fail(1, error.what());
  }
}
