// SPDX-License-Identifier: Apache-2.0
// The kiosk: a person's recovery, served to the browser of this device.
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>

#include "base/place.hpp"
#include "base/writer.hpp"
#include "kiosk/loop.hpp"
#include "sparekey/posix.hpp"

namespace sparekey::kiosk {
namespace {

constexpr int kLocalStatus = 7;

// Readable once somebody wants us to end. A signal that the caller had ignored counts as well: a
// shell ignores SIGINT for whatever runs in the background.
int watch_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  if (sigprocmask(SIG_BLOCK, &signals, nullptr) != 0) return -1;
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int fail(const char* what, int error) {
  char line[256];
  Writer writer(line, sizeof line);
  writer.put("sparekey-kiosk: ");
  writer.put(what);
  writer.put(": ");
  writer.put(strerror(error));
  writer.put('\n');
  write_line(writer.written());
  return kLocalStatus;
}

int run(Settings& settings) {
  const Port port = posix_port();
  const int stop_descriptor = watch_signals();
  if (stop_descriptor < 0) return fail("signals", errno);
  Seal seal;
  if (!seal.draw_key(port)) return fail("random numbers", EAGAIN);
  Visits visits;
  if (!visits.begin(settings, port)) return fail("memory", ENOMEM);
  if (const Result usable = visits.try_out(settings.ui_language); !usable.ok()) {
    settings.config.crls = Crls();
    return say_unusable(settings, usable, visits.try_out(settings.ui_language).ok());
  }
  Listener listener;
  if (!listener.open(settings.listen)) return fail("listening", errno);
  Origins origins;
  if (!origins.set(settings, listener.tcp_port())) return fail("origins", EINVAL);
  alignas(Server) static unsigned char server_bytes[sizeof(Server)];
  auto& server = *new (SparekeyPlace{server_bytes}) Server(settings, seal, origins, visits);
  if (!server.start()) return fail("memory", ENOMEM);
  if (settings.port_file != nullptr &&
      !write_port_file(settings.port_file, settings.listen, listener.tcp_port()))
    return fail(settings.port_file, errno);
  serve(server, visits, listener, stop_descriptor);
  listener.close();
  server.stop();
  visits.end_all();
  return 0;
}

}  // namespace
}  // namespace sparekey::kiosk

int main(int argc, char** argv) {
  static sparekey::kiosk::Settings settings;
  int status = sparekey::kiosk::read_settings(argc, argv, &settings);
  if (status < 0) status = sparekey::kiosk::run(settings);
  sparekey::kiosk::wipe_secret_settings();
  return status;
}
