// SPDX-License-Identifier: Apache-2.0
#include "haproxy.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace sparekey::test {
namespace {

// The service's TLS ends here, or beyond.
const char kHttpMode[] = R"(
  mode http
  log-format "seen tls=%sslv resumed=%[ssl_fc_is_resumed] alpn=%[ssl_fc_alpn] http=%HV status=%ST port=%cp"
)";
const char kTcpMode[] = R"(
  mode tcp
  log-format "seen port=%cp"
)";

}  // namespace

Haproxy::Haproxy(const Chain& chain, const Setup& setup) : Front("haproxy", chain) {
  const std::string tls = setup.tcp ? "" : " ssl crt " + dir().file("all.pem") + ' ' + setup.bind;
  dir().write("haproxy.cfg",
              "global\n  nbthread 1\n  log stderr format raw local0\n  stats socket " +
                  dir().file("control") + " level admin\n" +
                  "defaults\n  log global\n  timeout connect 60s\n" +
                  "  timeout client 60s\n  timeout server 60s" +
                  (setup.tcp ? kTcpMode : kHttpMode) + "  " + setup.defaults +
                  "\nfrontend front\n  bind " + address() + tls + "\n  default_backend back\n" +
                  "backend back\n  server service " + setup.server + '\n');
  start({"-db", "-f", dir().file("haproxy.cfg")});
}

void Haproxy::shut_sessions() const {
  const Descriptor control(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  strncpy(address.sun_path, dir().file("control").c_str(), sizeof address.sun_path - 1);
  const std::string command = "shutdown sessions server back/service\n";
  if (connect(control.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      write(control.get(), command.data(), command.size()) != static_cast<ssize_t>(command.size()))
    throw std::runtime_error("HAProxy takes no command");
  char answer[256];
  while (read(control.get(), answer, sizeof answer) > 0) continue;
}

std::string haproxy_to(const support::EmulatorProcess& emulator) {
  return "127.0.0.1:" + emulator.port() + " ssl verify required verifyhost localhost ca-file " +
         emulator.ca_file();
}

}  // namespace sparekey::test
