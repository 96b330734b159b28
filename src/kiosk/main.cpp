// SPDX-License-Identifier: Apache-2.0
// The kiosk: a person's recovery, served to the browser of this device; --help says what it
// promises.
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>

#include "base/place.hpp"
#include "kiosk/loop.hpp"
#include "settings/process.hpp"
#include "sparekey/posix.hpp"

namespace sparekey::kiosk {
namespace {

// Readable once somebody wants us to end. A signal that the caller had ignored counts as well: a
// shell ignores SIGINT for whatever runs in the background.
int watch_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  // There is one thread, and those the resolver starts take this from it.
  // NOLINTNEXTLINE(concurrency-mt-unsafe)
  if (sigprocmask(SIG_BLOCK, &signals, nullptr) != 0) return -1;  // Not covered: it cannot fail so.
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

class Program {
 public:
  explicit Program(Settings& settings) : settings_(settings) {}

  int run() {
    const int stop_descriptor = watch_signals();
    if (stop_descriptor < 0 || !visits_.begin(settings_, port_)) return fail(Code::out_of_memory);
    if (!seal_.draw_key(port_)) return fail(Code::entropy_failed);
    if (const Result usable = visits_.try_out(settings_.ui_language); !usable.ok())
      return say_unusable(usable);
    if (!listener_.open(settings_.listen)) return say_cannot_listen(errno);
    // Not covered: add_origin() has judged each.
    if (!origins_.set(settings_, listener_.tcp_port())) {
      return fail(Code::bad_argument);
    }
    // Too large for a stack, and it needs no destructor: stop() is its end.
    alignas(Server) static unsigned char server_bytes[sizeof(Server)];
    protect_memory(server_bytes, sizeof server_bytes);
    auto& server = *new (SparekeyPlace{server_bytes}) Server(settings_, seal_, origins_, visits_);
    if (!server.start()) return fail(Code::out_of_memory);
    const bool told = settings_.port_file == nullptr ||
                      write_port_file(settings_.port_file, settings_.listen, listener_.tcp_port());
    if (told) serve(server, visits_, listener_, stop_descriptor);
    server.stop();
    return told ? 0 : say_cannot_tell();
  }

 private:
  int fail(Code code) const { return say_trouble(settings_, {code, {}, Word::none}); }

  int say_unusable(const Result& result) {
    settings_.config.crls = Crls();
    const bool anchors_usable = visits_.try_out(settings_.ui_language).ok();
    return kiosk::say_unusable(settings_, result, anchors_usable);
  }

  int say_cannot_listen(int error) const {
    Trouble trouble{Code::out_of_memory, name(Option::listen), Word::cannot_listen};
    trouble.file = strerror(error);  // NOLINT(concurrency-mt-unsafe): there is one thread
    return say_trouble(settings_, trouble);
  }

  int say_cannot_tell() const {
    Trouble trouble{Code::out_of_memory, name(Option::port_file), Word::cannot_be_written};
    trouble.file = settings_.port_file;
    return say_trouble(settings_, trouble);
  }

  Settings& settings_;
  const Port port_ = posix_port();
  Seal seal_;
  Visits visits_;
  Listener listener_;
  Origins origins_;
};

}  // namespace
}  // namespace sparekey::kiosk

int main(int argc, char** argv) {
  sparekey::prepare_process();
  sparekey::protect_stack(argv);
  static sparekey::kiosk::Settings settings;
  int status = sparekey::kiosk::read_settings(argc, argv, &settings);
  if (status < 0) status = sparekey::kiosk::Program(settings).run();
  sparekey::kiosk::wipe_secret_settings();
  return status;
}
